package dev.cairn.schema.postgres;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds a constraint, validates it or changes when it is checked. */
final class ConstraintAlteration {

    private static final Pattern TIMING =
            Pattern.compile("( NOT DEFERRABLE| DEFERRABLE| INITIALLY \\w+)+$");
    private static final Pattern CHECK =
            Pattern.compile("CHECK (.*?)( NO INHERIT)?", Pattern.DOTALL);

    private final Situation situation;
    private final PostgresObject wanted;
    private final ObjectId id;
    private final long rows;
    private final String alter;
    private final Alteration result = new Alteration();

    ConstraintAlteration(Situation situation, PostgresObject wanted) {
        this.situation = situation;
        this.wanted = wanted;
        this.id = wanted.id();
        this.rows = situation.rows(id);
        this.alter = Ddl.alterTable(id);
    }

    /** Returns how the constraint is added to a table that exists. */
    Alteration add(boolean asksRows) {
        if (asksRows && !wanted.has(Property.NOT_VALID)) {
            ask();
        }
        if (isIndexedAlready()) {
            addUsingIndex();
        } else if (!situation.runsOnline(id)
                || wanted.has(Property.NOT_VALID)
                || id.kind() == ObjectKind.EXCLUSION) {
            addAtOnce();
        } else if (id.kind() == ObjectKind.CHECK || id.kind() == ObjectKind.FOREIGN_KEY) {
            addAndValidate();
        } else {
            addByIndex();
        }
        return result;
    }

    /** An index of the same name and definition becomes the one behind the constraint. */
    private boolean isIndexedAlready() {
        return situation
                .live()
                .find(ObjectId.of(ObjectKind.INDEX, id.schema(), id.name()))
                .filter(index -> !index.has(Property.INVALID))
                .filter(_ -> !situation.options().prune())
                .flatMap(index -> index.get(Property.DEFINITION))
                .filter(definition ->
                        wanted.get(Property.INDEX_DEFINITION).equals(Optional.of(definition)))
                .isPresent();
    }

    private void addUsingIndex() {
        List<String> statements = new ArrayList<>(List.of(usingIndex()));
        statements.addAll(Ddl.metadata(wanted));
        result.add(
                Action.ADD,
                id,
                "add " + id.words() + " on its index",
                statements,
                List.of(lock()),
                0);
    }

    private String usingIndex() {
        Matcher timing = TIMING.matcher(wanted.require(Property.DEFINITION));
        return alter
                + "ADD CONSTRAINT "
                + id.quoted()
                + (id.kind() == ObjectKind.PRIMARY_KEY ? " PRIMARY KEY" : " UNIQUE")
                + " USING INDEX "
                + id.quoted()
                + (timing.find() ? timing.group() : "");
    }

    private void addAtOnce() {
        List<String> statements = new ArrayList<>();
        statements.add(
                alter
                        + "ADD CONSTRAINT "
                        + id.quoted()
                        + " "
                        + wanted.require(Property.DEFINITION)
                        + (wanted.has(Property.NOT_VALID) ? " NOT VALID" : ""));
        statements.addAll(Ddl.metadata(wanted));
        result.add(
                Action.ADD,
                id,
                "add " + id.words(),
                statements,
                List.of(lock(), situation.scans(id)),
                rows);
    }

    private Hazard lock() {
        return id.kind() == ObjectKind.FOREIGN_KEY
                ? Hazard.locks("SHARE ROW EXCLUSIVE", id.owner(), "writers wait")
                : Hazard.locks("ACCESS EXCLUSIVE", id.owner(), "readers and writers wait");
    }

    /** New rows are checked from now on; the old ones are read without a lock against writers. */
    private void addAndValidate() {
        List<String> statements = new ArrayList<>();
        statements.add(
                alter
                        + "ADD CONSTRAINT "
                        + id.quoted()
                        + " "
                        + wanted.require(Property.DEFINITION)
                        + " NOT VALID");
        statements.addAll(Ddl.metadata(wanted));
        result.add(
                Action.ADD,
                id,
                "add " + id.words() + " for new rows",
                statements,
                List.of(lock()),
                0);
        result.undoneBy(dropped());
        validateOnline();
        result.undoneBy();
    }

    private String dropped() {
        return alter + "DROP CONSTRAINT IF EXISTS " + id.quoted();
    }

    private void validateOnline() {
        result.online(
                Action.ALTER,
                id,
                "validate " + id.words(),
                List.of(alter + "VALIDATE CONSTRAINT " + id.quoted()),
                List.of(
                        Hazard.locks(
                                "SHARE UPDATE EXCLUSIVE", id.owner(), "readers and writers go on"),
                        situation.scans(id)),
                rows);
    }

    private void addByIndex() {
        String dropIndex =
                "DROP INDEX CONCURRENTLY IF EXISTS "
                        + Identifier.quote(id.schema())
                        + "."
                        + id.quoted();
        List<String> statements = new ArrayList<>();
        PostgresObject index =
                wanted.with(Property.DEFINITION, wanted.require(Property.INDEX_DEFINITION));
        // What a run that was killed has built is not trusted.
        statements.add(dropIndex);
        statements.add(Ddl.index(index, id.name(), true));
        statements.add(usingIndex());
        statements.addAll(Ddl.metadata(wanted));
        result.online(
                Action.ADD,
                id,
                "add " + id.words(),
                statements,
                List.of(
                        Hazard.locks(
                                "SHARE UPDATE EXCLUSIVE", id.owner(), "readers and writers go on"),
                        situation.scans(id)),
                rows);
        if (!situation.live().has(ObjectId.of(ObjectKind.INDEX, id.schema(), id.name()))) {
            result.undoneBy(dropped(), dropIndex);
        }
    }

    /** Returns how the constraint is changed. */
    Alteration change(PostgresObject live, Change change) {
        if (change.touches(Property.DEFINITION)) {
            return differsInTimingOnly(live) ? timing() : result.replace();
        }
        if (change.touches(Property.NOT_VALID)) {
            ask();
            if (situation.runsOnline(id)) {
                validateOnline();
            } else {
                result.add(
                        Action.ALTER,
                        id,
                        "validate " + id.words(),
                        List.of(alter + "VALIDATE CONSTRAINT " + id.quoted()),
                        List.of(situation.scans(id)),
                        rows);
            }
        }
        return result;
    }

    private boolean differsInTimingOnly(PostgresObject live) {
        return id.kind() == ObjectKind.FOREIGN_KEY
                && withoutTiming(live).equals(withoutTiming(wanted))
                && live.has(Property.NOT_VALID) == wanted.has(Property.NOT_VALID);
    }

    private static String withoutTiming(PostgresObject constraint) {
        return TIMING.matcher(constraint.require(Property.DEFINITION)).replaceFirst("");
    }

    private Alteration timing() {
        Matcher timing = TIMING.matcher(wanted.require(Property.DEFINITION));
        return result.step(
                Action.ALTER,
                id,
                "change when " + id.words() + " is checked",
                alter
                        + "ALTER CONSTRAINT "
                        + id.quoted()
                        + (timing.find() ? timing.group() : " NOT DEFERRABLE"));
    }

    /** The rows of columns that are new, or of another type now, are checked when it is added. */
    private void ask() {
        boolean columnsExist =
                wanted.dependencies().stream()
                        .filter(on ->
                                on.kind() == ObjectKind.COLUMN && on.table().equals(id.table()))
                        .allMatch(this::isAsItWillBe);
        if (!columnsExist || !situation.live().has(id.parent())) {
            return;
        }
        RowQueries queries = new RowQueries(situation, id.parent());
        List<String> columns = wanted.list(Property.COLUMNS);
        switch (id.kind()) {
            case CHECK -> askCheck(queries, columns);
            case FOREIGN_KEY -> askReferences(queries, columns);
            case PRIMARY_KEY, UNIQUE -> new UniqueRows(situation, wanted).ask(result, columns, "");
            default -> {}
        }
    }

    private boolean isAsItWillBe(ObjectId column) {
        Optional<PostgresObject> now = situation.live().find(column);
        return now.isPresent()
                && now.get()
                        .get(Property.TYPE)
                        .equals(
                                situation
                                        .wanted()
                                        .find(column)
                                        .flatMap(then -> then.get(Property.TYPE)))
                && situation.hints(column).backfill().isEmpty();
    }

    private void askCheck(RowQueries queries, List<String> columns) {
        Matcher check = CHECK.matcher(wanted.require(Property.DEFINITION));
        if (check.matches()) {
            result.check(
                    queries.rows(
                            "add CHECK '" + id.path() + "'",
                            "break " + check.group(1),
                            "fix the rows or the constraint first",
                            "(" + check.group(1) + ") IS FALSE",
                            columns));
        }
    }

    private void askReferences(RowQueries queries, List<String> columns) {
        List<String> referenced = wanted.list(Property.REFERENCED_COLUMNS);
        String parent = wanted.require(Property.REFERENCE);
        boolean exists =
                situation.live().qualified(ObjectKind.TABLE, parent).isPresent()
                        && wanted.dependencies().stream()
                                .filter(on -> on.kind() == ObjectKind.COLUMN)
                                .allMatch(this::isAsItWillBe);
        List<String> conditions = new ArrayList<>();
        List<String> joins = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            conditions.add("t." + columns.get(i) + " IS NOT NULL");
            joins.add("p." + referenced.get(i) + " = t." + columns.get(i));
        }
        if (exists) {
            conditions.add(
                    "NOT EXISTS (SELECT FROM "
                            + parent
                            + " AS p WHERE "
                            + String.join(" AND ", joins)
                            + ")");
        }
        result.check(
                queries.rows(
                        "add foreign key '" + id.path() + "'",
                        "refer to a row of " + parent.replace("\"", "") + " that does not exist",
                        "add the missing rows, or correct these rows first",
                        String.join(" AND ", conditions),
                        columns));
    }
}
