package dev.cairn.database.postgres.schema;

import static dev.cairn.database.postgres.schema.CatalogSql.MANAGED_SCHEMA;
import static dev.cairn.database.postgres.schema.CatalogSql.NOT_INTERNAL;
import static dev.cairn.database.postgres.schema.CatalogSql.SEPARATOR;
import static dev.cairn.database.postgres.schema.CatalogSql.comment;
import static dev.cairn.database.postgres.schema.CatalogSql.grants;
import static dev.cairn.database.postgres.schema.CatalogSql.identity;
import static dev.cairn.database.postgres.schema.CatalogSql.owner;
import static dev.cairn.database.postgres.schema.CatalogSql.qualified;
import static dev.cairn.database.postgres.schema.CatalogSql.quoted;

/** The queries for tables, their columns, sequences and views. */
final class RelationQueries {

    private RelationQueries() {}

    private static String relation(Presence presence, String properties, String condition) {
        return identity("pg_class", "c.oid", "n.nspname", "''", "c.relname")
                + properties
                + presence.columns("pg_description", comment("pg_class", "c.oid"))
                + owner("c.relowner")
                + presence.columns("relacl", grants("c.relacl", "c.relowner", ""))
                + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
                + condition
                + " AND "
                + MANAGED_SCHEMA
                + " AND "
                + NOT_INTERNAL;
    }

    private static String accessMethod(Presence presence) {
        return presence.columns(
                "relam",
                ", (SELECT quote_ident(amname) FROM pg_am WHERE oid = c.relam AND amname <> 'heap')"
                        + " AS access_method");
    }

    /** The server appends an option that is changed, so their order says nothing. */
    private static String options(Presence presence) {
        return presence.columns(
                "reloptions",
                ", (SELECT string_agg(o, "
                        + SEPARATOR
                        + " ORDER BY o COLLATE \"C\") FROM (SELECT unnest(c.reloptions) AS o UNION ALL"
                        + " SELECT 'toast.' || unnest(x.reloptions) FROM pg_class x WHERE x.oid ="
                        + " c.reltoastrelid) AS all_options) AS options");
    }

    static String tables(Presence presence) {
        String parents =
                "SELECT string_agg("
                        + qualified("pn.nspname", "pc.relname")
                        + ", "
                        + SEPARATOR
                        + " ORDER BY i.inhseqno) FROM pg_inherits i JOIN pg_class pc ON pc.oid ="
                        + " i.inhparent JOIN pg_namespace pn ON pn.oid = pc.relnamespace WHERE"
                        + " i.inhrelid = c.oid";
        return relation(
                presence,
                """
                , CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' END AS persistence
                , CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key
                , pg_get_expr(c.relpartbound, c.oid) AS partition_bound
                , CASE WHEN c.relrowsecurity THEN '' END AS row_security
                , CASE WHEN c.relforcerowsecurity THEN '' END AS force_row_security
                """
                        + presence.columns(
                                "pg_inherits",
                                """
                                , CASE WHEN c.relispartition THEN (%1$s) END AS partition_of
                                , CASE WHEN NOT c.relispartition THEN (%1$s) END AS inherits
                                , CASE WHEN pg_get_expr(c.relpartbound, c.oid) ~ '^FOR VALUES (IN|FROM)'
                                    THEN pg_get_partition_constraintdef(c.oid) END AS partition_check
                                """
                                        .formatted(parents))
                        + replicaIdentity(presence)
                        + keyColumns(presence)
                        + accessMethod(presence)
                        + options(presence),
                "c.relkind IN ('r', 'p')");
    }

    private static String replicaIdentity(Presence presence) {
        String byIndex =
                " WHEN 'i' THEN 'USING INDEX ' || (SELECT "
                        + quoted("rc.relname")
                        + " FROM pg_index ri JOIN pg_class rc ON rc.oid = ri.indexrelid WHERE"
                        + " ri.indrelid = c.oid AND ri.indisreplident)";
        return ", CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'"
                + presence.columns("relreplident", byIndex)
                + " END AS replica_identity";
    }

    private static String keyColumns(Presence presence) {
        return presence.columns(
                "pg_constraint p",
                """
                , (SELECT string_agg(quote_ident(a.attname), %s ORDER BY k.place)
                    FROM pg_index pi, unnest(pi.indkey::int2[]) WITH ORDINALITY AS k(attnum, place)
                    JOIN pg_attribute a ON a.attnum = k.attnum
                    WHERE pi.indrelid = c.oid AND pi.indisprimary AND a.attrelid = c.oid
                      AND k.place <= pi.indnkeyatts) AS key_columns
                """
                        .formatted(SEPARATOR));
    }

    private static String sequenceOptions(String type) {
        return type
                + "'INCREMENT BY ' || q.seqincrement || ' MINVALUE ' || q.seqmin || ' MAXVALUE ' ||"
                + " q.seqmax || ' START WITH ' || q.seqstart || ' CACHE ' || q.seqcache || CASE"
                + " WHEN q.seqcycle THEN ' CYCLE' ELSE ' NO CYCLE' END";
    }

    static String sequences(Presence presence) {
        return relation(
                presence,
                ", (SELECT "
                        + sequenceOptions("'AS ' || format_type(q.seqtypid, NULL) || ' ' || ")
                        + " FROM pg_sequence q WHERE q.seqrelid = c.oid) AS sequence_options"
                        + ", CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' END AS persistence"
                        + ", (SELECT "
                        + qualified("tn.nspname", "tc.relname")
                        + " || '.' || "
                        + quoted("a.attname")
                        + " FROM pg_depend d JOIN pg_class tc ON tc.oid = d.refobjid"
                        + " JOIN pg_namespace tn ON tn.oid = tc.relnamespace"
                        + " JOIN pg_attribute a ON a.attrelid = tc.oid AND a.attnum = d.refobjsubid"
                        + " WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid"
                        + " AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0"
                        + " AND d.deptype = 'a') AS owned_by",
                "c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid ="
                        + " 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i')");
    }

    static String columns(int version, Presence presence) {
        return identity("pg_class", "c.oid", "n.nspname", "c.relname", "a.attname")
                + ", a.attnum::int8 AS sub"
                + """
                , format_type(a.atttypid, a.atttypmod) AS type
                , CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
                    THEN a.attcollation::regcollation::text END AS collation
                , CASE WHEN a.attnotnull THEN '' END AS not_null
                , CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity
                , CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN'
                    WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END AS storage
                , %s AS compression
                , CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::text END AS statistics_target
                , CASE WHEN a.attinhcount > 0 THEN '' END AS inherited
                , a.attnum::text AS position
                """
                        .formatted(
                                version >= 14
                                        ? "CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN"
                                                + " 'lz4' END"
                                        : "NULL")
                + presence.columns("pg_class S", IDENTITY_OPTIONS)
                + presence.columns(
                        "pg_attrdef",
                        """
                        , CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS "default"
                        , CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END AS generated
                        """)
                + presence.columns("pg_description", ", o.description AS comment")
                + presence.columns("attacl", grants("a.attacl", "c.relowner", ""))
                + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n"
                + " ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid"
                + presence.columns(
                        "pg_attrdef",
                        " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum")
                + presence.columns(
                        "pg_description",
                        " LEFT JOIN pg_description o ON o.objoid = a.attrelid AND o.objsubid ="
                                + " a.attnum AND o.classoid = 'pg_class'::regclass")
                + " WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND "
                + MANAGED_SCHEMA
                + " AND "
                + NOT_INTERNAL;
    }

    private static final String IDENTITY_OPTIONS =
            """
            , CASE WHEN a.attidentity <> '' THEN (SELECT %s FROM pg_depend sd
                JOIN pg_sequence q ON q.seqrelid = sd.objid
                WHERE sd.refclassid = 'pg_class'::regclass AND sd.refobjid = a.attrelid
                AND sd.refobjsubid = a.attnum AND sd.deptype = 'i') END AS sequence_options
            """
                    .formatted(sequenceOptions(""));

    static String views(String kind, Presence presence) {
        return relation(
                presence,
                ", rtrim(pg_get_viewdef(c.oid), ';') AS definition"
                        + ", (SELECT string_agg("
                        + quoted("a.attname")
                        + " || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN"
                        + " a.attcollation <> 0 THEN ' ' || a.attcollation::regcollation::text ELSE"
                        + " '' END, "
                        + SEPARATOR
                        + " ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = c.oid"
                        + " AND a.attnum > 0 AND NOT a.attisdropped) AS columns"
                        + (kind.equals("m")
                                ? ", CASE WHEN c.relispopulated THEN '' END AS populated"
                                        + accessMethod(presence)
                                : "")
                        + options(presence),
                "c.relkind = '" + kind + "'");
    }
}
