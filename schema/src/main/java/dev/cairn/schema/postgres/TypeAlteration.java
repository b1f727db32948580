package dev.cairn.schema.postgres;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes an enum, a composite type or a domain. */
final class TypeAlteration {

    private final Situation situation;
    private final PostgresObject live;
    private final PostgresObject wanted;
    private final ObjectId id;
    private final Alteration result = new Alteration();

    TypeAlteration(Situation situation, PostgresObject live, PostgresObject wanted) {
        this.situation = situation;
        this.live = live;
        this.wanted = wanted;
        this.id = wanted.id();
    }

    Alteration change(Change change) {
        if (!live.get(Property.CATEGORY).equals(wanted.get(Property.CATEGORY))) {
            return hasColumns() ? refuseUsed() : result.replace();
        }
        if (change.touches(Property.LABELS)) {
            return labels();
        }
        if (change.touches(Property.ATTRIBUTES)) {
            return attributes();
        }
        if (change.touches(Property.DEFINITION)) {
            return hasColumns() ? refuseUsed() : result.replace();
        }
        return result;
    }

    private Alteration refuseUsed() {
        return result.refuse(
                id,
                "the type is used by columns and cannot be changed in place",
                "make a new type, and change the type of the columns to it");
    }

    private boolean hasColumns() {
        return situation.live().dependents(id).stream().anyMatch(ColumnAlteration::isColumn);
    }

    // --- enums ---

    private Alteration labels() {
        List<String> before = live.list(Property.LABELS);
        List<String> after = wanted.list(Property.LABELS);
        List<String> kept = after.stream().filter(before::contains).toList();
        boolean onlyNew = kept.equals(before);
        return onlyNew && !usesNewLabel(before, after)
                ? addLabels(before, after)
                : swap(before, after);
    }

    /** A label that was added cannot be used before the transaction has ended. */
    private boolean usesNewLabel(List<String> before, List<String> after) {
        return situation.needed().contains(id)
                && situation.wanted().objects().stream()
                        .filter(object -> object.dependencies().contains(id))
                        .filter(object ->
                                !situation
                                        .live()
                                        .find(object.id())
                                        .map(PostgresObject::fingerprint)
                                        .equals(java.util.Optional.of(object.fingerprint())))
                        .anyMatch(object ->
                                after.stream()
                                        .filter(label -> !before.contains(label))
                                        .anyMatch(label -> object.fingerprint().contains(label)));
    }

    private Alteration addLabels(List<String> before, List<String> after) {
        List<String> have = new ArrayList<>(before);
        for (int i = 0; i < after.size(); i++) {
            String label = after.get(i);
            if (!have.contains(label)) {
                String place =
                        i == 0
                                ? (have.isEmpty() ? "" : " BEFORE " + have.getFirst())
                                : " AFTER " + after.get(i - 1);
                have.add(i == 0 ? 0 : have.indexOf(after.get(i - 1)) + 1, label);
                result.step(
                        Action.ALTER,
                        id,
                        "add the value " + label + " to " + id.words(),
                        "ALTER TYPE " + id.qualified() + " ADD VALUE " + label + place);
            }
        }
        return result;
    }

    /** A type of the same name takes the place of the old one, column by column. */
    private Alteration swap(List<String> before, List<String> after) {
        List<String> gone = before.stream().filter(label -> !after.contains(label)).toList();
        String aside = Identifier.quote(id.schema()) + "." + OnlineNames.aside(id);
        List<String> statements = new ArrayList<>();
        statements.add("ALTER TYPE " + id.qualified() + " RENAME TO " + OnlineNames.aside(id));
        statements.addAll(new Creation(situation.wanted()).statements(wanted));
        statements.addAll(Ddl.owner(live));
        result.blocks(id);
        long rows = 0;
        List<Hazard> hazards = new ArrayList<>();
        for (PostgresObject column : columns()) {
            statements.addAll(moveColumn(column));
            askLabels(column, gone);
            result.blocks(column.id());
            rows += situation.rows(column.id());
            hazards.add(
                    Hazard.locks(
                            "ACCESS EXCLUSIVE", column.id().owner(), "readers and writers wait"));
            hazards.add(situation.rewrites(column.id()));
        }
        statements.add("DROP TYPE " + aside);
        return result.add(
                Action.REBUILD,
                id,
                gone.isEmpty()
                        ? "put the values of " + id.words() + " in another order"
                        : "take " + String.join(", ", gone) + " from " + id.words(),
                statements,
                hazards,
                rows);
    }

    private List<PostgresObject> columns() {
        return situation.live().dependents(id).stream()
                .filter(ColumnAlteration::isColumn)
                .map(column -> situation.live().require(column))
                .filter(column -> !column.has(Property.INHERITED))
                .filter(column -> !column.has(Property.GENERATED))
                .toList();
    }

    private List<String> moveColumn(PostgresObject column) {
        String alter = Ddl.alterTable(column.id()) + "ALTER COLUMN " + column.id().quoted() + " ";
        List<String> statements = new ArrayList<>();
        if (column.has(Property.DEFAULT)) {
            statements.add(alter + "DROP DEFAULT");
        }
        String type = column.require(Property.TYPE);
        statements.add(
                alter + "TYPE " + type + " USING " + column.id().quoted() + "::text::" + type);
        situation
                .wanted()
                .find(column.id())
                .or(() -> java.util.Optional.of(column))
                .flatMap(then -> then.get(Property.DEFAULT))
                .ifPresent(value -> statements.add(alter + "SET DEFAULT " + value));
        return statements;
    }

    private void askLabels(PostgresObject column, List<String> gone) {
        if (gone.isEmpty()) {
            return;
        }
        String name = "t." + column.id().quoted();
        String labels = "(" + String.join(", ", gone) + ")";
        boolean array = column.require(Property.TYPE).endsWith("[]");
        result.check(
                new RowQueries(situation, column.id().parent())
                        .rows(
                                "take " + String.join(", ", gone) + " from " + id.words(),
                                "hold such a value in '" + column.id().path() + "'",
                                "change these rows first",
                                array
                                        ? "EXISTS (SELECT FROM unnest("
                                                + name
                                                + ") AS one WHERE one::text IN "
                                                + labels
                                                + ")"
                                        : name + "::text IN " + labels,
                                List.of(column.id().quoted())));
    }

    // --- composite types ---

    private Alteration attributes() {
        Map<String, String> before = attributes(live);
        Map<String, String> after = attributes(wanted);
        String alter = "ALTER TYPE " + id.qualified() + " ";
        before.forEach((name, type) -> {
            if (!after.containsKey(name)) {
                result.add(
                        Action.ALTER,
                        id,
                        "drop the attribute " + name + " of " + id.words(),
                        List.of(alter + "DROP ATTRIBUTE " + name),
                        hasColumns()
                                ? List.of(
                                        Hazard.drops(
                                                "the attribute "
                                                        + name
                                                        + " of '"
                                                        + id.path()
                                                        + "'"))
                                : List.of(),
                        0);
                if (hasColumns() && !situation.options().prune()) {
                    result.refuse(
                            id,
                            "the attribute " + name + " is not declared, and columns hold it",
                            "declare it, or drop it with --prune");
                }
            }
        });
        after.forEach((name, type) -> {
            if (!before.containsKey(name)) {
                result.step(
                        Action.ALTER,
                        id,
                        "add the attribute " + name + " to " + id.words(),
                        alter + "ADD ATTRIBUTE " + name + " " + type);
            } else if (!type.equals(before.get(name))) {
                result.step(
                        Action.ALTER,
                        id,
                        "change the type of the attribute " + name + " of " + id.words(),
                        alter + "ALTER ATTRIBUTE " + name + " TYPE " + type);
            }
        });
        return result.steps().isEmpty() && result.refusals().isEmpty() ? result.replace() : result;
    }

    private static Map<String, String> attributes(PostgresObject type) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (String attribute : type.list(Property.ATTRIBUTES)) {
            int end =
                    attribute.startsWith("\"")
                            ? attribute.indexOf("\" ") + 1
                            : attribute.indexOf(' ');
            attributes.put(attribute.substring(0, end), attribute.substring(end + 1));
        }
        return attributes;
    }

    // --- domains ---

    Alteration changeDomain(Change change) {
        String alter = "ALTER DOMAIN " + id.qualified() + " ";
        if (change.touches(Property.TYPE) || change.touches(Property.COLLATION)) {
            return hasColumns() ? refuseUsed() : result.replace();
        }
        if (change.touches(Property.DEFAULT)) {
            result.step(
                    Action.ALTER,
                    id,
                    "change the default of " + id.words(),
                    alter
                            + wanted.get(Property.DEFAULT)
                                    .map(value -> "SET DEFAULT " + value)
                                    .orElse("DROP DEFAULT"));
        }
        if (change.touches(Property.NOT_NULL)) {
            domainNotNull(alter);
        }
        if (change.touches(Property.CHECKS)) {
            domainChecks(alter);
        }
        return result;
    }

    private void domainNotNull(String alter) {
        boolean sets = wanted.has(Property.NOT_NULL);
        if (sets) {
            askColumns("hold NULL", "fill them first", "t.%s IS NULL");
        }
        result.step(
                Action.ALTER,
                id,
                (sets ? "forbid" : "allow") + " NULL in " + id.words(),
                alter + (sets ? "SET NOT NULL" : "DROP NOT NULL"));
    }

    private void domainChecks(String alter) {
        List<String> before = live.list(Property.CHECKS);
        List<String> after = wanted.list(Property.CHECKS);
        for (String check : before) {
            if (!after.contains(check)) {
                result.step(
                        Action.ALTER,
                        id,
                        "drop a constraint of " + id.words(),
                        alter + "DROP CONSTRAINT " + nameOf(check));
            }
        }
        for (String check : after) {
            if (!before.contains(check)) {
                String rule =
                        check.substring(check.indexOf(" CHECK ") + 7)
                                .replaceAll("\\bVALUE\\b", "t.%1\\$s");
                askColumns(
                        "break " + check.substring(check.indexOf(" CHECK ") + 7),
                        "fix the rows first",
                        "(" + rule.replace(" NOT VALID", "") + ") IS FALSE");
                result.step(
                        Action.ALTER,
                        id,
                        "add a constraint to " + id.words(),
                        alter + "ADD " + check);
            }
        }
    }

    private static String nameOf(String check) {
        String named = check.substring("CONSTRAINT ".length());
        return named.substring(0, named.indexOf(" CHECK "));
    }

    private void askColumns(String problem, String remedy, String condition) {
        situation.live().dependents(id).stream()
                .filter(ColumnAlteration::isColumn)
                .map(column -> situation.live().require(column))
                .filter(column -> !column.require(Property.TYPE).endsWith("[]"))
                .forEach(column ->
                        result.check(
                                new RowQueries(situation, column.id().parent())
                                        .rows(
                                                "change " + id.words(),
                                                problem + " in '" + column.id().path() + "'",
                                                remedy,
                                                condition
                                                        .replace("%1$s", "%s")
                                                        .replace("%s", column.id().quoted()),
                                                List.of(column.id().quoted()))));
    }

    /** Returns whether an object is a type or a domain. */
    static boolean isType(ObjectId id) {
        return id.kind() == ObjectKind.TYPE || id.kind() == ObjectKind.DOMAIN;
    }
}
