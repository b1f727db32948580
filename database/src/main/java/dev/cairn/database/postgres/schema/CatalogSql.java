package dev.cairn.database.postgres.schema;

import dev.cairn.database.engine.InternalTables;
import java.util.stream.Collectors;

/** Parts of the queries that read the catalogs. */
final class CatalogSql {

    /** Separates the values of a property that has several. */
    static final String SEPARATOR = "E'\\x1f'";

    static final String MANAGED_SCHEMA =
            "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    static final String NOT_INTERNAL =
            InternalTables.NAMES.stream()
                    .map(name -> "'" + name + "'")
                    .collect(Collectors.joining(", ", "c.relname NOT IN (", ")"));

    private CatalogSql() {}

    static String identity(String classOf, String oid, String schema, String table, String name) {
        return "SELECT '%s'::regclass::oid::int8 AS class, %s::int8 AS oid, %s AS schema, %s AS \"table\", %s AS name"
                .formatted(classOf, oid, schema, table, name);
    }

    /** Returns the name of something in quotes, whether it needs them or not. */
    static String quoted(String name) {
        return "'\"' || replace(" + name + ", '\"', '\"\"') || '\"'";
    }

    static String qualified(String schema, String name) {
        return quoted(schema) + " || '.' || " + quoted(name);
    }

    static String comment(String classOf, String oid) {
        return ", (SELECT description FROM pg_description WHERE objoid = %s AND classoid = '%s'::regclass AND objsubid = 0) AS comment"
                .formatted(oid, classOf);
    }

    static String owner(String owner) {
        return ", CASE WHEN pg_get_userbyid(%s) <> current_user THEN quote_ident(pg_get_userbyid(%s)) END AS owner"
                .formatted(owner, owner);
    }

    /**
     * Returns the privileges of everybody but the owner.
     *
     * @param usual the privilege that everybody has unless something else is said; empty for none
     */
    static String grants(String acl, String owner, String usual) {
        String unset = usual.isEmpty() ? "NULL" : "'PUBLIC' || E'\\x1e" + usual + "\\x1ef'";
        return """
        , CASE WHEN %1$s IS NOT NULL THEN '' END AS grants_set
        , CASE WHEN %1$s IS NULL THEN %3$s ELSE (
            SELECT string_agg(grantee || E'\\x1e' || privilege || E'\\x1e' || grantable, %4$s
                    ORDER BY grantee, privilege)
            FROM (SELECT CASE WHEN a.grantee = 0 THEN 'PUBLIC'
                         ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee,
                    a.privilege_type AS privilege,
                    CASE WHEN a.is_grantable THEN 't' ELSE 'f' END AS grantable
                  FROM aclexplode(%1$s) AS a WHERE a.grantee <> %2$s) AS g) END AS grants
        """
                .formatted(acl, owner, unset, SEPARATOR);
    }

    static final String NAMESPACE = " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ";
}
