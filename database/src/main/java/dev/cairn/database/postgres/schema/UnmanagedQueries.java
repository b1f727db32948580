package dev.cairn.database.postgres.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The query for what is read and not managed. */
final class UnmanagedQueries {

    private UnmanagedQueries() {}

    /**
     * A part of the query.
     *
     * @param source where such objects are, in the words of {@link Presence}
     */
    private record Part(String source, String sql) {}

    /** Returns the query for all of them. */
    static String unmanaged() {
        return union(PARTS.stream()).orElseThrow();
    }

    /** Returns the query for those that a database can have; empty if it has none. */
    static Optional<String> unmanaged(Presence presence) {
        return union(PARTS.stream().filter(part -> presence.has(part.source())));
    }

    /** The queries give class, id, kind and name. */
    private static Optional<String> union(Stream<Part> parts) {
        return parts.map(Part::sql)
                .reduce((one, other) -> one + " UNION ALL " + other)
                .map(sql -> sql + " ORDER BY 3, 4");
    }

    private static final List<Part> PARTS =
            List.of(
                    unmanaged("pg_proc", "aggregate", "p.oid::regprocedure::text", "prokind = 'a'"),
                    unmanaged(
                            "pg_class", "foreign table", "p.oid::regclass::text", "relkind = 'f'"),
                    unmanaged(
                            "pg_attrdef",
                            "default of a view",
                            "adrelid::regclass::text || '.' || (SELECT attname FROM"
                                    + " pg_attribute a WHERE a.attrelid = adrelid AND a.attnum ="
                                    + " adnum)",
                            "EXISTS (SELECT FROM pg_class v WHERE v.oid = adrelid AND v.relkind ="
                                    + " 'v')"),
                    ofRelations("reloftype", "typed table", "p.oid::regclass::text"),
                    ofRelations(
                            "reltablespace",
                            "tablespace",
                            "(SELECT quote_ident(spcname) FROM pg_tablespace s WHERE s.oid ="
                                    + " p.reltablespace) || ' of ' || p.oid::regclass"),
                    new Part(
                            "attoptions",
                            "SELECT 'pg_class'::regclass::oid::int8, p.attrelid::int8, 'options of a"
                                    + " column', p.attrelid::regclass || '.' ||"
                                    + " quote_ident(p.attname) FROM pg_attribute p WHERE p.attrelid"
                                    + " >= 16384 AND p.attnum > 0 AND NOT p.attisdropped AND"
                                    + " p.attoptions IS NOT NULL"),
                    new Part(
                            "indisclustered",
                            "SELECT 'pg_class'::regclass::oid::int8, p.indexrelid::int8,"
                                    + " 'clustering', p.indrelid::regclass || ' by ' ||"
                                    + " p.indexrelid::regclass FROM pg_index p WHERE p.indexrelid >="
                                    + " 16384 AND p.indisclustered"),
                    unmanaged("pg_foreign_server", "foreign server", "srvname", "true"),
                    unmanaged("pg_foreign_data_wrapper", "foreign data wrapper", "fdwname", "true"),
                    unmanaged("pg_publication", "publication", "pubname", "true"),
                    unmanaged(
                            "pg_cast",
                            "cast",
                            "format_type(castsource, NULL) || ' to ' || format_type(casttarget,"
                                    + " NULL)",
                            "NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid ="
                                    + " 'pg_cast'::regclass AND d.objid = p.oid AND d.deptype ="
                                    + " 'i')"),
                    unmanaged("pg_operator", "operator", "p.oid::regoperator::text", "true"),
                    unmanaged("pg_opclass", "operator class", "opcname", "true"),
                    unmanaged(
                            "pg_opfamily",
                            "operator family",
                            "opfname",
                            "NOT EXISTS (SELECT FROM pg_opclass o WHERE o.opcfamily = p.oid AND"
                                    + " o.opcname = p.opfname)"),
                    unmanaged("pg_collation", "collation", "p.oid::regcollation::text", "true"),
                    unmanaged("pg_conversion", "conversion", "conname", "true"),
                    unmanaged(
                            "pg_ts_config",
                            "text search configuration",
                            "p.oid::regconfig::text",
                            "true"),
                    unmanaged(
                            "pg_ts_dict",
                            "text search dictionary",
                            "p.oid::regdictionary::text",
                            "true"),
                    unmanaged("pg_ts_parser", "text search parser", "prsname", "true"),
                    unmanaged("pg_ts_template", "text search template", "tmplname", "true"),
                    unmanaged("pg_language", "language", "lanname", "true"),
                    unmanaged("pg_am", "access method", "amname", "true"),
                    unmanaged("pg_transform", "transform", "format_type(trftype, NULL)", "true"),
                    unmanaged(
                            "pg_default_acl",
                            "default privileges",
                            "coalesce(defaclnamespace::regnamespace::text, 'all schemas') || '"
                                    + " ' || defaclobjtype::text",
                            "true"),
                    unmanaged(
                            "pg_type",
                            "base type",
                            "p.oid::regtype::text",
                            "typtype = 'b' AND typelem = 0"));

    /** What a column of {@code pg_class} says about a table, view or index. */
    private static Part ofRelations(String column, String kind, String name) {
        return new Part(
                column,
                unmanaged(
                                "pg_class",
                                kind,
                                name,
                                column
                                        + " <> 0 AND relkind <> 't' AND relpersistence <> 't' AND"
                                        + " relnamespace <> 'pg_toast'::regnamespace")
                        .sql());
    }

    /** An object with a lower id came with the server. */
    private static Part unmanaged(String classOf, String kind, String name, String condition) {
        String source =
                switch (kind) {
                    case "aggregate" -> classOf + " a";
                    case "foreign table" -> classOf + " f";
                    case "base type" -> classOf + " b";
                    default -> classOf;
                };
        return new Part(
                source,
                "SELECT '%s'::regclass::oid::int8 AS class, p.oid::int8 AS oid, '%s' AS kind, %s AS name FROM %s p WHERE p.oid >= 16384 AND %s"
                        .formatted(classOf, kind, name, classOf, condition));
    }
}
