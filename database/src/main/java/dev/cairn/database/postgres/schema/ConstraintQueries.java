package dev.cairn.database.postgres.schema;

import static dev.cairn.database.postgres.schema.CatalogSql.MANAGED_SCHEMA;
import static dev.cairn.database.postgres.schema.CatalogSql.NOT_INTERNAL;
import static dev.cairn.database.postgres.schema.CatalogSql.SEPARATOR;
import static dev.cairn.database.postgres.schema.CatalogSql.comment;
import static dev.cairn.database.postgres.schema.CatalogSql.identity;
import static dev.cairn.database.postgres.schema.CatalogSql.owner;
import static dev.cairn.database.postgres.schema.CatalogSql.qualified;

/** The queries for constraints, indexes and extended statistics. */
final class ConstraintQueries {

    private ConstraintQueries() {}

    private static String columnNames(String keys, String relation) {
        return "(SELECT string_agg(quote_ident(a.attname), "
                + SEPARATOR
                + " ORDER BY x.place) FROM unnest("
                + keys
                + ") WITH ORDINALITY AS x(attnum, place) JOIN pg_attribute a ON a.attrelid = "
                + relation
                + " AND a.attnum = x.attnum)";
    }

    private static String withoutName(String index, String unique, String name) {
        return """
        CASE WHEN %2$s THEN 'UNIQUE ' ELSE '' END || 'INDEX ON ' || regexp_replace(
          substr(pg_get_indexdef(%1$s), length('CREATE ' || CASE WHEN %2$s THEN 'UNIQUE ' ELSE '' END
            || 'INDEX ' || quote_ident(%3$s) || ' ON ') + 1), '^ONLY ', '')
        """
                .formatted(index, unique, name);
    }

    /** The server's definition of a key leaves the options of its index out. */
    private static String keyDefinition(Presence presence) {
        return presence.has("reloptions")
                ? """
                regexp_replace(pg_get_constraintdef(k.oid),
                  '((?: NOT DEFERRABLE| DEFERRABLE| INITIALLY [A-Z]+)*)$',
                  coalesce((SELECT ' WITH (' || string_agg(split_part(o, '=', 1) || '='
                      || quote_literal(substr(o, strpos(o, '=') + 1)), ', ') || ')'
                    FROM pg_class x, unnest(x.reloptions) AS o WHERE x.oid = k.conindid), '') || '\\1')\
                """
                : "pg_get_constraintdef(k.oid)";
    }

    static String constraints(String type, Presence presence) {
        return identity("pg_constraint", "k.oid", "n.nspname", "c.relname", "k.conname")
                + ", "
                + (type.equals("p") || type.equals("u")
                        ? keyDefinition(presence)
                        : "regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '')")
                + " AS definition"
                + ", CASE WHEN NOT k.convalidated THEN '' END AS not_valid, "
                + columnNames("k.conkey", "k.conrelid")
                + " AS columns"
                + (type.equals("f")
                        ? ", "
                                + columnNames("k.confkey", "k.confrelid")
                                + " AS referenced_columns, (SELECT "
                                + qualified("rn.nspname", "rc.relname")
                                + " FROM pg_class rc JOIN pg_namespace rn ON rn.oid ="
                                + " rc.relnamespace WHERE rc.oid = k.confrelid) AS reference"
                        : "")
                + (type.equals("p") || type.equals("u")
                        ? ", (SELECT "
                                + withoutName("ic.oid", "true", "ic.relname")
                                + " FROM pg_class ic WHERE ic.oid = k.conindid) AS index_definition"
                        : "")
                + presence.columns("pg_description", comment("pg_constraint", "k.oid"))
                + " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
                + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE k.contype = '"
                + type
                + "' AND k.conparentid = 0 AND (k.conislocal OR k.coninhcount = 0)"
                + " AND c.relkind IN ('r', 'p') AND "
                + MANAGED_SCHEMA
                + " AND "
                + NOT_INTERNAL;
    }

    static String indexes(Presence presence) {
        return identity("pg_class", "ic.oid", "n.nspname", "''", "ic.relname")
                + ", c.relname AS table_of, "
                + withoutName("ic.oid", "i.indisunique", "ic.relname")
                + " AS definition"
                + """
                , CASE WHEN i.indisunique THEN '' END AS "unique"
                , CASE WHEN NOT i.indisvalid THEN '' END AS invalid
                , pg_get_expr(i.indpred, i.indrelid) AS predicate
                , (SELECT string_agg(pg_get_indexdef(ic.oid, k, true), %s ORDER BY k)
                    FROM generate_series(1, i.indnkeyatts) AS k) AS columns
                """
                        .formatted(SEPARATOR)
                + presence.columns("pg_description", comment("pg_class", "ic.oid"))
                + " FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_class c ON"
                + " c.oid = i.indrelid JOIN pg_namespace n ON n.oid = ic.relnamespace WHERE NOT"
                + " ic.relispartition AND c.relkind IN ('r', 'p', 'm') AND NOT EXISTS (SELECT FROM"
                + " pg_constraint k WHERE k.conindid = ic.oid AND k.contype IN ('p', 'u', 'x')) AND"
                + " "
                + MANAGED_SCHEMA
                + " AND "
                + NOT_INTERNAL;
    }

    static String statistics() {
        return identity("pg_statistic_ext", "s.oid", "n.nspname", "''", "s.stxname")
                + ", pg_get_statisticsobjdef(s.oid) AS definition, CASE WHEN s.stxstattarget >= 0"
                + " THEN s.stxstattarget::text END AS statistics_target"
                + comment("pg_statistic_ext", "s.oid")
                + owner("s.stxowner")
                + " FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace"
                + " JOIN pg_class c ON c.oid = s.stxrelid WHERE "
                + MANAGED_SCHEMA
                + " AND "
                + NOT_INTERNAL;
    }
}
