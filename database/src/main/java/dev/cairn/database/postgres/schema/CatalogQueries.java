package dev.cairn.database.postgres.schema;

import dev.cairn.schema.ObjectKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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

    static List<Query> all(int version, Presence presence) {
        return List.of(
                new Query(ObjectKind.NAMESPACE, List.of(), TypeQueries.namespaces()),
                new Query(ObjectKind.EXTENSION, List.of(), TypeQueries.extensions()),
                new Query(ObjectKind.TYPE, List.of("pg_type e"), TypeQueries.enums()),
                new Query(ObjectKind.TYPE, List.of("pg_class c"), TypeQueries.composites()),
                new Query(ObjectKind.TYPE, List.of("pg_type r"), TypeQueries.ranges()),
                new Query(ObjectKind.DOMAIN, List.of("pg_type d"), TypeQueries.domains()),
                new Query(
                        ObjectKind.SEQUENCE,
                        List.of("pg_class S"),
                        RelationQueries.sequences(presence)),
                new Query(
                        ObjectKind.TABLE,
                        List.of("pg_class r", "pg_class p"),
                        RelationQueries.tables(presence)),
                new Query(
                        ObjectKind.COLUMN,
                        List.of("pg_class r", "pg_class p"),
                        RelationQueries.columns(version, presence)),
                new Query(
                        ObjectKind.PRIMARY_KEY,
                        List.of("pg_constraint p"),
                        ConstraintQueries.constraints("p", presence)),
                new Query(
                        ObjectKind.UNIQUE,
                        List.of("pg_constraint u"),
                        ConstraintQueries.constraints("u", presence)),
                new Query(
                        ObjectKind.CHECK,
                        List.of("pg_constraint c"),
                        ConstraintQueries.constraints("c", presence)),
                new Query(
                        ObjectKind.FOREIGN_KEY,
                        List.of("pg_constraint f"),
                        ConstraintQueries.constraints("f", presence)),
                new Query(
                        ObjectKind.EXCLUSION,
                        List.of("pg_constraint x"),
                        ConstraintQueries.constraints("x", presence)),
                new Query(
                        ObjectKind.INDEX,
                        List.of("pg_class i", "pg_class I"),
                        ConstraintQueries.indexes(presence)),
                new Query(
                        ObjectKind.VIEW,
                        List.of("pg_class v"),
                        RelationQueries.views("v", presence)),
                new Query(
                        ObjectKind.MATERIALIZED_VIEW,
                        List.of("pg_class m"),
                        RelationQueries.views("m", presence)),
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
    static String aliases(Presence presence) {
        return ALIASES.stream()
                .filter(alias -> presence.hasAny(alias.sources()))
                .map(Alias::sql)
                .collect(Collectors.joining(" UNION ALL "));
    }

    /**
     * A part of the query for aliases.
     *
     * @param sources as of a {@link Query}
     * @param sql gives class and id of an object, and class, id and part of the one it stands for
     */
    private record Alias(List<String> sources, String sql) {

        private static Alias of(List<String> sources, String from, String to, String rest) {
            return new Alias(
                    sources,
                    "SELECT '%s'::regclass::oid::int8, %s::int8, '%s'::regclass::oid::int8, %s"
                                    .formatted(catalog(from), column(from), catalog(to), column(to))
                            + "::int8, "
                            + rest);
        }

        private static String catalog(String place) {
            return place.substring(0, place.indexOf(' '));
        }

        private static String column(String place) {
            return place.substring(place.indexOf(' ') + 1);
        }
    }

    private static final List<Alias> ALIASES =
            List.of(
                    Alias.of(
                            List.of(),
                            "pg_type reltype",
                            "pg_class oid",
                            "0::int8 FROM pg_class WHERE relkind <> 'c' AND reltype <> 0 AND oid >="
                                    + " 16384"),
                    Alias.of(
                            List.of(),
                            "pg_type typarray",
                            "pg_type oid",
                            "0 FROM pg_type WHERE typarray <> 0 AND oid >= 16384"),
                    Alias.of(
                            List.of("pg_class c"),
                            "pg_class oid",
                            "pg_type reltype",
                            "0 FROM pg_class WHERE relkind = 'c'"),
                    Alias.of(
                            List.of("pg_attrdef"),
                            "pg_attrdef oid",
                            "pg_class adrelid",
                            "adnum FROM pg_attrdef"),
                    Alias.of(
                            List.of("pg_class v", "pg_class m"),
                            "pg_rewrite oid",
                            "pg_class ev_class",
                            "0 FROM pg_rewrite WHERE rulename = '_RETURN' AND oid >= 16384"),
                    Alias.of(
                            List.of("pg_constraint p", "pg_constraint u", "pg_constraint x"),
                            "pg_class conindid",
                            "pg_constraint oid",
                            "0 FROM pg_constraint WHERE contype IN ('p', 'u', 'x')"),
                    Alias.of(
                            List.of("pg_type d"),
                            "pg_constraint oid",
                            "pg_type contypid",
                            "0 FROM pg_constraint WHERE contypid <> 0"),
                    Alias.of(
                            List.of("pg_type r"),
                            "pg_type rngmultitypid",
                            "pg_type rngtypid",
                            "0 FROM pg_range WHERE rngtypid >= 16384"),
                    Alias.of(
                            List.of("pg_class S"),
                            "pg_class d.objid",
                            "pg_class d.refobjid",
                            "d.refobjsubid FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND"
                                    + " s.relkind = 'S' WHERE d.classid = 'pg_class'::regclass AND"
                                    + " d.deptype = 'i'"));

    /** Returns the property that a column of a query gives. */
    static String propertyOf(String column) {
        return column.equals("table_of") ? "TABLE" : column.toUpperCase(Locale.ROOT);
    }
}
