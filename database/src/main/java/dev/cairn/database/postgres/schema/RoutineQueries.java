package dev.cairn.database.postgres.schema;

import static dev.cairn.database.postgres.schema.CatalogSql.MANAGED_SCHEMA;
import static dev.cairn.database.postgres.schema.CatalogSql.NAMESPACE;
import static dev.cairn.database.postgres.schema.CatalogSql.NOT_INTERNAL;
import static dev.cairn.database.postgres.schema.CatalogSql.comment;
import static dev.cairn.database.postgres.schema.CatalogSql.grants;
import static dev.cairn.database.postgres.schema.CatalogSql.identity;
import static dev.cairn.database.postgres.schema.CatalogSql.owner;
import static dev.cairn.database.postgres.schema.CatalogSql.qualified;
import static dev.cairn.database.postgres.schema.CatalogSql.quoted;

/**
 * The queries for functions and for what calls them or stands in for a statement: triggers, rules
 * and policies.
 */
final class RoutineQueries {

    private static final String ENABLED =
            ", CASE %s WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' WHEN 'A' THEN 'ENABLE"
                    + " ALWAYS' END AS enabled";

    private RoutineQueries() {}

    static String functions() {
        return identity(
                        "pg_proc",
                        "p.oid",
                        "n.nspname",
                        "''",
                        "p.proname || '(' || oidvectortypes(p.proargtypes) || ')'")
                + """
                , pg_get_functiondef(p.oid) AS definition
                , CASE WHEN p.prokind = 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END AS routine
                , %s || '(' || oidvectortypes(p.proargtypes) || ')' AS reference
                , p.prokind::text || ' ' || coalesce(pg_get_function_result(p.oid), '') || ' '
                  || coalesce(p.proargnames::text, '') || ' ' || coalesce(p.proargmodes::text, '')
                  || ' ' || p.pronargdefaults AS signature
                """
                        .formatted(qualified("n.nspname", "p.proname"))
                + comment("pg_proc", "p.oid")
                + owner("p.proowner")
                + grants("p.proacl", "p.proowner", "EXECUTE")
                + " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind IN"
                + " ('f', 'p', 'w') AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid ="
                + " 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i') AND p.proname <> '"
                + PostgresInspector.APPEND_ONLY
                + "' AND "
                + MANAGED_SCHEMA;
    }

    static String eventTriggers() {
        return identity("pg_event_trigger", "e.oid", "''", "''", "e.evtname")
                + """
                , 'CREATE EVENT TRIGGER ' || %s || ' ON ' || e.evtevent
                  || coalesce(' WHEN TAG IN (' || (SELECT string_agg(quote_literal(tag), ', ')
                       FROM unnest(e.evttags) AS tag) || ')', '')
                  || ' EXECUTE FUNCTION ' || e.evtfoid::regproc::text || '()' AS definition
                , CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
                    WHEN 'A' THEN 'ENABLE ALWAYS' END AS enabled
                """
                        .formatted(quoted("e.evtname"))
                + comment("pg_event_trigger", "e.oid")
                + owner("e.evtowner")
                + " FROM pg_event_trigger e";
    }

    private static String onRelation(
            String classOf, String alias, String name, String properties, String condition) {
        return identity(classOf, alias + ".oid", "n.nspname", "c.relname", name)
                + properties
                + comment(classOf, alias + ".oid")
                + " FROM "
                + classOf
                + " "
                + alias
                + " JOIN pg_class c ON c.oid = "
                + condition
                + " AND "
                + NOT_INTERNAL
                + " AND "
                + MANAGED_SCHEMA;
    }

    static String triggers() {
        return onRelation(
                "pg_trigger",
                "g",
                "g.tgname",
                ", pg_get_triggerdef(g.oid) AS definition" + ENABLED.formatted("g.tgenabled"),
                "g.tgrelid" + NAMESPACE + "NOT g.tgisinternal AND g.tgparentid = 0");
    }

    static String policies() {
        return onRelation(
                "pg_policy",
                "p",
                "p.polname",
                """
                , 'CREATE POLICY ' || %s || ' ON ' || %s
                  || CASE WHEN p.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
                  || ' FOR ' || CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT'
                       WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END
                  || ' TO ' || (SELECT string_agg(CASE WHEN r = 0 THEN 'PUBLIC'
                       ELSE quote_ident(pg_get_userbyid(r)) END, ', ') FROM unnest(p.polroles) AS r)
                  || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
                  || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '') AS definition
                """
                        .formatted(quoted("p.polname"), qualified("n.nspname", "c.relname")),
                "p.polrelid" + NAMESPACE + "true");
    }

    static String rules() {
        return onRelation(
                "pg_rewrite",
                "r",
                "r.rulename",
                ", rtrim(pg_get_ruledef(r.oid), ';') AS definition"
                        + ENABLED.formatted("r.ev_enabled"),
                "r.ev_class" + NAMESPACE + "r.rulename <> '_RETURN'");
    }
}
