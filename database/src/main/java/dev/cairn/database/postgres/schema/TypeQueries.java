package dev.cairn.database.postgres.schema;

import static dev.cairn.database.postgres.schema.CatalogSql.MANAGED_SCHEMA;
import static dev.cairn.database.postgres.schema.CatalogSql.SEPARATOR;
import static dev.cairn.database.postgres.schema.CatalogSql.comment;
import static dev.cairn.database.postgres.schema.CatalogSql.grants;
import static dev.cairn.database.postgres.schema.CatalogSql.identity;
import static dev.cairn.database.postgres.schema.CatalogSql.owner;
import static dev.cairn.database.postgres.schema.CatalogSql.quoted;

/** The queries for schemas, extensions, types and domains. */
final class TypeQueries {

    private TypeQueries() {}

    static String namespaces() {
        return identity("pg_namespace", "n.oid", "''", "''", "n.nspname")
                + comment("pg_namespace", "n.oid")
                + owner("n.nspowner")
                + grants("n.nspacl", "n.nspowner", "")
                + " FROM pg_namespace n WHERE "
                + MANAGED_SCHEMA;
    }

    static String extensions() {
        return identity("pg_extension", "e.oid", "''", "''", "e.extname")
                + ", quote_ident(n.nspname) AS extension_schema, e.extversion AS version"
                + " FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
                + " WHERE e.extname <> 'plpgsql'";
    }

    private static String type(String properties, String joins, String condition) {
        return identity("pg_type", "t.oid", "n.nspname", "''", "t.typname")
                + properties
                + comment("pg_type", "t.oid")
                + owner("t.typowner")
                + grants("t.typacl", "t.typowner", "USAGE")
                + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace "
                + joins
                + " WHERE "
                + condition
                + " AND "
                + MANAGED_SCHEMA;
    }

    static String enums() {
        return type(
                ", 'enum' AS category, (SELECT string_agg(quote_literal(enumlabel), "
                        + SEPARATOR
                        + " ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid) AS"
                        + " labels",
                "",
                "t.typtype = 'e'");
    }

    static String composites() {
        return type(
                ", 'composite' AS category, (SELECT string_agg("
                        + quoted("a.attname")
                        + " || ' ' || format_type(a.atttypid, a.atttypmod)"
                        + " || CASE WHEN a.attcollation <> 0 AND a.attcollation <> at.typcollation"
                        + " THEN ' COLLATE ' || a.attcollation::regcollation::text ELSE '' END, "
                        + SEPARATOR
                        + " ORDER BY a.attnum) FROM pg_attribute a JOIN pg_type at ON at.oid ="
                        + " a.atttypid WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT"
                        + " a.attisdropped) AS attributes",
                "JOIN pg_class r ON r.oid = t.typrelid AND r.relkind = 'c'",
                "t.typtype = 'c'");
    }

    static String ranges() {
        return type(
                """
                , 'range' AS category, 'SUBTYPE = ' || format_type(g.rngsubtype, NULL)
                  || CASE WHEN o.opcdefault THEN '' ELSE ', SUBTYPE_OPCLASS = ' || quote_ident(s.nspname) || '.' || quote_ident(o.opcname) END
                  || CASE WHEN g.rngcollation <> 0 AND g.rngcollation <> b.typcollation
                       THEN ', COLLATION = ' || g.rngcollation::regcollation::text ELSE '' END
                  || CASE WHEN g.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || g.rngsubdiff::regproc::text ELSE '' END
                  || CASE WHEN m.typname IS NOT NULL THEN ', MULTIRANGE_TYPE_NAME = '
                       || quote_ident(n.nspname) || '.' || quote_ident(m.typname) ELSE '' END AS definition
                """,
                """
                JOIN pg_range g ON g.rngtypid = t.oid
                JOIN pg_opclass o ON o.oid = g.rngsubopc JOIN pg_namespace s ON s.oid = o.opcnamespace
                JOIN pg_type b ON b.oid = g.rngsubtype
                LEFT JOIN pg_type m ON m.oid = g.rngmultitypid
                """,
                "t.typtype = 'r'");
    }

    static String domains() {
        return type(
                """
                , format_type(t.typbasetype, t.typtypmod) AS type
                , CASE WHEN t.typcollation <> 0 AND t.typcollation <> b.typcollation
                    THEN t.typcollation::regcollation::text END AS collation
                , CASE WHEN t.typnotnull THEN '' END AS not_null
                , pg_get_expr(t.typdefaultbin, 0) AS "default"
                , (SELECT string_agg('CONSTRAINT ' || %s || ' ' || pg_get_constraintdef(k.oid), %s
                    ORDER BY k.conname) FROM pg_constraint k
                   WHERE k.contypid = t.oid AND k.contype = 'c') AS checks
                """
                        .formatted(quoted("k.conname"), SEPARATOR),
                "JOIN pg_type b ON b.oid = t.typbasetype",
                "t.typtype = 'd'");
    }
}
