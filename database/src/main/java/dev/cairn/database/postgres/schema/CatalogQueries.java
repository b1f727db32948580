package dev.cairn.database.postgres.schema;

import dev.cairn.schema.ObjectKind;
import java.util.List;
import java.util.Locale;

/**
 * The queries that read the catalogs. Each gives {@code class} and {@code oid} by which the server
 * records dependencies, {@code schema}, {@code table} and {@code name}, and a column for each
 * property, named as the property is.
 */
final class CatalogQueries {

    private CatalogQueries() {}

    /**
     * A query.
     *
     * @param kind the kind of the objects; empty text in {@code sql} never occurs
     * @param sources where such objects are, in the words of {@link Presence}; empty if some are in
     *     every database
     * @param sql the query
     */
    record Query(ObjectKind kind, List<String> sources, String sql) {}

    static List<Query> all(int version) {
        return List.of(
                new Query(ObjectKind.NAMESPACE, List.of(), TypeQueries.namespaces()),
                new Query(ObjectKind.EXTENSION, List.of(), TypeQueries.extensions()),
                new Query(ObjectKind.TYPE, List.of("pg_type e"), TypeQueries.enums()),
                new Query(ObjectKind.TYPE, List.of("pg_class c"), TypeQueries.composites()),
                new Query(ObjectKind.TYPE, List.of("pg_type r"), TypeQueries.ranges()),
                new Query(ObjectKind.DOMAIN, List.of("pg_type d"), TypeQueries.domains()),
                new Query(ObjectKind.SEQUENCE, List.of("pg_class S"), RelationQueries.sequences()),
                new Query(
                        ObjectKind.TABLE,
                        List.of("pg_class r", "pg_class p"),
                        RelationQueries.tables()),
                new Query(
                        ObjectKind.COLUMN,
                        List.of("pg_class r", "pg_class p"),
                        RelationQueries.columns(version)),
                new Query(
                        ObjectKind.PRIMARY_KEY,
                        List.of("pg_constraint p"),
                        ConstraintQueries.constraints("p")),
                new Query(
                        ObjectKind.UNIQUE,
                        List.of("pg_constraint u"),
                        ConstraintQueries.constraints("u")),
                new Query(
                        ObjectKind.CHECK,
                        List.of("pg_constraint c"),
                        ConstraintQueries.constraints("c")),
                new Query(
                        ObjectKind.FOREIGN_KEY,
                        List.of("pg_constraint f"),
                        ConstraintQueries.constraints("f")),
                new Query(
                        ObjectKind.EXCLUSION,
                        List.of("pg_constraint x"),
                        ConstraintQueries.constraints("x")),
                new Query(
                        ObjectKind.INDEX,
                        List.of("pg_class i", "pg_class I"),
                        ConstraintQueries.indexes()),
                new Query(ObjectKind.VIEW, List.of("pg_class v"), RelationQueries.views("v")),
                new Query(
                        ObjectKind.MATERIALIZED_VIEW,
                        List.of("pg_class m"),
                        RelationQueries.views("m")),
                new Query(
                        ObjectKind.FUNCTION,
                        List.of("pg_proc f", "pg_proc p", "pg_proc w"),
                        RoutineQueries.functions()),
                new Query(ObjectKind.TRIGGER, List.of("pg_trigger"), RoutineQueries.triggers()),
                new Query(ObjectKind.POLICY, List.of("pg_policy"), RoutineQueries.policies()),
                new Query(ObjectKind.RULE, List.of("pg_rewrite"), RoutineQueries.rules()),
                new Query(
                        ObjectKind.EVENT_TRIGGER,
                        List.of("pg_event_trigger"),
                        RoutineQueries.eventTriggers()),
                new Query(
                        ObjectKind.STATISTICS,
                        List.of("pg_statistic_ext"),
                        ConstraintQueries.statistics()));
    }

    /** Returns the query for the dependencies between objects. */
    static String dependencies() {
        return "SELECT classid::int8, objid::int8, objsubid::int8, refclassid::int8,"
                + " refobjid::int8, refobjsubid::int8, deptype::text FROM pg_depend WHERE"
                + " deptype IN ('n', 'a', 'i', 'e', 'P', 'S') AND (objid >= 16384 OR refobjid >="
                + " 16384)";
    }

    /**
     * Returns the query for objects that stand for others: the default of a column, the rule of a
     * view, the index of a constraint, the type of a table, the sequence of an identity column.
     */
    static String aliases() {
        return """
        SELECT 'pg_attrdef'::regclass::oid::int8, oid::int8, 'pg_class'::regclass::oid::int8, adrelid::int8, adnum::int8 FROM pg_attrdef
        UNION ALL SELECT 'pg_rewrite'::regclass::oid::int8, oid::int8, 'pg_class'::regclass::oid::int8, ev_class::int8, 0
          FROM pg_rewrite WHERE rulename = '_RETURN' AND oid >= 16384
        UNION ALL SELECT 'pg_class'::regclass::oid::int8, conindid::int8, 'pg_constraint'::regclass::oid::int8, oid::int8, 0
          FROM pg_constraint WHERE contype IN ('p', 'u', 'x')
        UNION ALL SELECT 'pg_constraint'::regclass::oid::int8, oid::int8, 'pg_type'::regclass::oid::int8, contypid::int8, 0
          FROM pg_constraint WHERE contypid <> 0
        UNION ALL SELECT 'pg_type'::regclass::oid::int8, t.oid::int8, 'pg_class'::regclass::oid::int8, c.oid::int8, 0
          FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid WHERE c.relkind <> 'c' AND t.oid >= 16384
        UNION ALL SELECT 'pg_class'::regclass::oid::int8, c.oid::int8, 'pg_type'::regclass::oid::int8, c.reltype::int8, 0
          FROM pg_class c WHERE c.relkind = 'c'
        UNION ALL SELECT 'pg_type'::regclass::oid::int8, typarray::int8, 'pg_type'::regclass::oid::int8, oid::int8, 0
          FROM pg_type WHERE typarray <> 0 AND oid >= 16384
        UNION ALL SELECT 'pg_type'::regclass::oid::int8, rngmultitypid::int8, 'pg_type'::regclass::oid::int8, rngtypid::int8, 0
          FROM pg_range WHERE rngtypid >= 16384
        UNION ALL SELECT 'pg_class'::regclass::oid::int8, d.objid::int8, 'pg_class'::regclass::oid::int8, d.refobjid::int8, d.refobjsubid::int8
          FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
          WHERE d.classid = 'pg_class'::regclass AND d.deptype = 'i'
        """;
    }

    /** Returns the property that a column of a query gives. */
    static String propertyOf(String column) {
        return column.equals("table_of") ? "TABLE" : column.toUpperCase(Locale.ROOT);
    }
}
