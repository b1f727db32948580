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
     * @param sql the query
     */
    record Query(ObjectKind kind, String sql) {}

    static List<Query> all(int version) {
        return List.of(
                new Query(ObjectKind.NAMESPACE, TypeQueries.namespaces()),
                new Query(ObjectKind.EXTENSION, TypeQueries.extensions()),
                new Query(ObjectKind.TYPE, TypeQueries.enums()),
                new Query(ObjectKind.TYPE, TypeQueries.composites()),
                new Query(ObjectKind.TYPE, TypeQueries.ranges()),
                new Query(ObjectKind.DOMAIN, TypeQueries.domains()),
                new Query(ObjectKind.SEQUENCE, RelationQueries.sequences()),
                new Query(ObjectKind.TABLE, RelationQueries.tables()),
                new Query(ObjectKind.COLUMN, RelationQueries.columns(version)),
                new Query(ObjectKind.PRIMARY_KEY, ConstraintQueries.constraints("p")),
                new Query(ObjectKind.UNIQUE, ConstraintQueries.constraints("u")),
                new Query(ObjectKind.CHECK, ConstraintQueries.constraints("c")),
                new Query(ObjectKind.FOREIGN_KEY, ConstraintQueries.constraints("f")),
                new Query(ObjectKind.EXCLUSION, ConstraintQueries.constraints("x")),
                new Query(ObjectKind.INDEX, ConstraintQueries.indexes()),
                new Query(ObjectKind.VIEW, RelationQueries.views("v")),
                new Query(ObjectKind.MATERIALIZED_VIEW, RelationQueries.views("m")),
                new Query(ObjectKind.FUNCTION, RoutineQueries.functions()),
                new Query(ObjectKind.TRIGGER, RoutineQueries.triggers()),
                new Query(ObjectKind.POLICY, RoutineQueries.policies()),
                new Query(ObjectKind.RULE, RoutineQueries.rules()),
                new Query(ObjectKind.EVENT_TRIGGER, RoutineQueries.eventTriggers()),
                new Query(ObjectKind.STATISTICS, ConstraintQueries.statistics()));
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
