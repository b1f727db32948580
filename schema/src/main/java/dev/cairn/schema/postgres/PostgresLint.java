package dev.cairn.schema.postgres;

import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.Schema;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.lint.SchemaRule;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is legal in PostgreSQL but likely to hurt. */
final class PostgresLint {

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_$]*");

    /** If at least this many tables have a column, it is a common column on purpose. */
    private static final int LEAST_SHARING = 3;

    private PostgresLint() {}

    static List<SchemaRule> rules() {
        return List.of(
                PostgresLint::keys,
                PostgresLint::foreignKeys,
                PostgresLint::types,
                PostgresLint::redundantIndexes,
                PostgresLint::distribution,
                PostgresLint::names,
                PostgresLint::unmanaged);
    }

    private static List<PostgresObject> of(Schema schema, ObjectKind kind) {
        return PostgresCatalog.of(schema).objects().stream()
                .filter(object -> object.kind() == kind)
                .toList();
    }

    private static void keys(Schema schema, Findings findings) {
        for (PostgresObject table : of(schema, ObjectKind.TABLE)) {
            if (!table.has(Property.KEY_COLUMNS) && !table.has(Property.PARTITION_OF)) {
                findings.add(
                        LintRule.NO_PRIMARY_KEY,
                        table.id().path(),
                        "nothing names one row of '" + table.id().path() + "'",
                        "give it a primary key");
            }
        }
    }

    private static void foreignKeys(Schema schema, Findings findings) {
        Map<ObjectId, List<PostgresObject>> keys = keysByTable(schema);
        for (PostgresObject key : of(schema, ObjectKind.FOREIGN_KEY)) {
            List<String> columns = key.list(Property.COLUMNS);
            boolean served =
                    keys.getOrDefault(key.id().parent(), List.of()).stream()
                            .map(found -> found.list(Property.COLUMNS))
                            .anyMatch(terms -> begins(terms, columns));
            if (!served) {
                findings.add(
                        LintRule.FOREIGN_KEY_WITHOUT_INDEX,
                        key.id().path(),
                        "no index begins with ("
                                + String.join(", ", columns)
                                + "); deleting a row of "
                                + key.require(Property.REFERENCE).replace("\"", "")
                                + " reads the whole table",
                        "create an index on these columns");
            }
        }
    }

    private static boolean begins(List<String> terms, List<String> columns) {
        return terms.size() >= columns.size()
                && terms.subList(0, columns.size()).containsAll(columns);
    }

    /** Returns the keys and the indexes over all rows, by their tables. */
    private static Map<ObjectId, List<PostgresObject>> keysByTable(Schema schema) {
        Map<ObjectId, List<PostgresObject>> keys = new HashMap<>();
        for (PostgresObject object : PostgresCatalog.of(schema).objects()) {
            switch (object.kind()) {
                case PRIMARY_KEY, UNIQUE -> add(object.id().parent(), object, keys);
                case INDEX -> {
                    if (!object.has(Property.PREDICATE)) {
                        add(IndexAlteration.tableOf(object), object, keys);
                    }
                }
                default -> {}
            }
        }
        return keys;
    }

    private static void add(
            ObjectId table, PostgresObject key, Map<ObjectId, List<PostgresObject>> keys) {
        keys.computeIfAbsent(table, none -> new ArrayList<>()).add(key);
    }

    private static void types(Schema schema, Findings findings) {
        for (PostgresObject column : of(schema, ObjectKind.COLUMN)) {
            String type = column.require(Property.TYPE);
            if (type.equals("timestamp without time zone")) {
                findings.add(
                        LintRule.MISLEADING_TYPE,
                        column.id().path(),
                        "a timestamp without time zone is no moment: it means another one in each"
                                + " time zone",
                        "use timestamp with time zone");
            } else if (type.equals("money") || type.startsWith("character(")) {
                findings.add(
                        LintRule.MISLEADING_TYPE,
                        column.id().path(),
                        type.equals("money")
                                ? "money depends on a setting of the server"
                                : "character(n) fills values up with spaces",
                        type.equals("money") ? "use numeric" : "use text with a CHECK");
            }
        }
    }

    private static void redundantIndexes(Schema schema, Findings findings) {
        Map<ObjectId, List<PostgresObject>> keys = keysByTable(schema);
        for (PostgresObject index : of(schema, ObjectKind.INDEX)) {
            List<String> columns = index.list(Property.COLUMNS);
            boolean plain =
                    !index.has(Property.UNIQUE)
                            && !index.has(Property.PREDICATE)
                            && index.require(Property.DEFINITION).contains(" USING btree ");
            boolean served =
                    plain
                            && !columns.isEmpty()
                            && keys.getOrDefault(IndexAlteration.tableOf(index), List.of()).stream()
                                    .filter(other -> serves(other, index))
                                    .map(other -> other.list(Property.COLUMNS))
                                    .anyMatch(terms ->
                                            terms.size() >= columns.size()
                                                    && terms.subList(0, columns.size())
                                                            .equals(columns));
            if (served) {
                findings.add(
                        LintRule.REDUNDANT_INDEX,
                        index.id().path(),
                        "another index begins with the same terms",
                        "drop this one");
            }
        }
    }

    private static boolean serves(PostgresObject other, PostgresObject index) {
        return other.kind() != ObjectKind.INDEX
                || (other.require(Property.DEFINITION).contains(" USING btree ")
                        && isLonger(other, index));
    }

    /** Of two equal indexes only the later one is redundant. */
    private static boolean isLonger(PostgresObject other, PostgresObject index) {
        int longer =
                Integer.compare(
                        other.list(Property.COLUMNS).size(), index.list(Property.COLUMNS).size());
        return longer > 0 || (longer == 0 && other.id().compareTo(index.id()) < 0);
    }

    /**
     * Where the primary keys of most tables begin with the same column, an extension that
     * distributes tables keeps the rows of one value together. It then demands the column in each
     * key.
     */
    private static void distribution(Schema schema, Findings findings) {
        PostgresCatalog catalog = PostgresCatalog.of(schema);
        Optional<String> shared = sharedColumn(catalog);
        if (shared.isEmpty()) {
            return;
        }
        String column = shared.get();
        for (PostgresObject key : catalog.objects()) {
            boolean demanded =
                    switch (key.kind()) {
                        case PRIMARY_KEY, UNIQUE -> true;
                        case INDEX -> key.has(Property.UNIQUE);
                        case FOREIGN_KEY -> hasColumn(catalog, referencedBy(catalog, key), column);
                        default -> false;
                    };
            ObjectId table =
                    key.kind() == ObjectKind.INDEX
                            ? IndexAlteration.tableOf(key)
                            : key.id().parent();
            if (demanded
                    && hasColumn(catalog, table, column)
                    && !key.list(Property.COLUMNS).contains(column)) {
                findings.add(
                        LintRule.KEY_CANNOT_BE_DISTRIBUTED,
                        key.id().path(),
                        "it lacks " + column + ", with which the primary keys of most tables begin",
                        "add " + column + " to it");
            }
        }
    }

    private static ObjectId referencedBy(PostgresCatalog catalog, PostgresObject key) {
        return key.get(Property.REFERENCE)
                .flatMap(name -> catalog.qualified(ObjectKind.TABLE, name))
                .map(PostgresObject::id)
                .orElse(key.id().parent());
    }

    private static boolean hasColumn(PostgresCatalog catalog, ObjectId table, String written) {
        return catalog.parts(table, ObjectKind.COLUMN).stream()
                .anyMatch(column -> column.id().isWritten(written));
    }

    /** Returns the column with which the keys of several columns of most tables begin. */
    private static Optional<String> sharedColumn(PostgresCatalog catalog) {
        Map<String, Long> first =
                catalog.objects().stream()
                        .filter(object -> object.kind() == ObjectKind.PRIMARY_KEY)
                        .map(object -> object.list(Property.COLUMNS))
                        .filter(columns -> columns.size() > 1)
                        .collect(Collectors.groupingBy(List::getFirst, Collectors.counting()));
        long tables =
                catalog.objects().stream()
                        .filter(object -> object.kind() == ObjectKind.PRIMARY_KEY)
                        .count();
        return first.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_SHARING && entry.getValue() * 2 > tables)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static void names(Schema schema, Findings findings) {
        for (ObjectKind kind : List.of(ObjectKind.TABLE, ObjectKind.COLUMN)) {
            for (PostgresObject object : of(schema, kind)) {
                if (!PLAIN_NAME.matcher(object.id().name()).matches()) {
                    findings.add(
                            LintRule.AWKWARD_NAME,
                            object.id().path(),
                            "the name needs quotes everywhere",
                            "use lower-case letters, digits and _");
                }
            }
        }
    }

    private static void unmanaged(Schema schema, Findings findings) {
        schema.opaqueObjects()
                .forEach(object ->
                        findings.add(
                                LintRule.OPAQUE_OBJECT,
                                object.name(),
                                object.reason(),
                                "keep it in a migration"));
    }
}
