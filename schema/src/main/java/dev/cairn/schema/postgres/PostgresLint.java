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
import java.util.List;
import java.util.regex.Pattern;

/** What is legal in PostgreSQL but likely to hurt. */
final class PostgresLint {

    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_$]*");

    private PostgresLint() {}

    static List<SchemaRule> rules() {
        return List.of(
                PostgresLint::keys,
                PostgresLint::foreignKeys,
                PostgresLint::types,
                PostgresLint::redundantIndexes,
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
        for (PostgresObject key : of(schema, ObjectKind.FOREIGN_KEY)) {
            List<String> columns = key.list(Property.COLUMNS);
            boolean served =
                    keysOf(schema, key.id().parent()).stream()
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

    private static List<List<String>> keysOf(Schema schema, ObjectId table) {
        List<List<String>> keys = new ArrayList<>();
        for (PostgresObject object : PostgresCatalog.of(schema).objects()) {
            boolean own =
                    switch (object.kind()) {
                        case PRIMARY_KEY, UNIQUE -> object.id().parent().equals(table);
                        case INDEX ->
                                IndexAlteration.tableOf(object).equals(table)
                                        && !object.has(Property.PREDICATE);
                        default -> false;
                    };
            if (own) {
                keys.add(object.list(Property.COLUMNS));
            }
        }
        return keys;
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
        for (PostgresObject index : of(schema, ObjectKind.INDEX)) {
            List<String> columns = index.list(Property.COLUMNS);
            boolean plain =
                    !index.has(Property.UNIQUE)
                            && !index.has(Property.PREDICATE)
                            && index.require(Property.DEFINITION).contains(" USING btree ");
            boolean served =
                    plain
                            && !columns.isEmpty()
                            && others(schema, index).stream()
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

    private static List<List<String>> others(Schema schema, PostgresObject index) {
        ObjectId table = IndexAlteration.tableOf(index);
        List<List<String>> keys = new ArrayList<>();
        for (PostgresObject object : PostgresCatalog.of(schema).objects()) {
            boolean own =
                    switch (object.kind()) {
                        case PRIMARY_KEY, UNIQUE -> object.id().parent().equals(table);
                        case INDEX ->
                                IndexAlteration.tableOf(object).equals(table)
                                        && !object.has(Property.PREDICATE)
                                        && object.require(Property.DEFINITION)
                                                .contains(" USING btree ")
                                        && isLonger(object, index);
                        default -> false;
                    };
            if (own) {
                keys.add(object.list(Property.COLUMNS));
            }
        }
        return keys;
    }

    /** Of two equal indexes only the later one is redundant. */
    private static boolean isLonger(PostgresObject other, PostgresObject index) {
        int longer =
                Integer.compare(
                        other.list(Property.COLUMNS).size(), index.list(Property.COLUMNS).size());
        return longer > 0 || (longer == 0 && other.id().compareTo(index.id()) < 0);
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
