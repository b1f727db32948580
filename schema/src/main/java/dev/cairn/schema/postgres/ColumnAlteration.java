package dev.cairn.schema.postgres;

import dev.cairn.schema.DefinitionHints.ColumnHints;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.OwnedSequences;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes a column in place, or adds one. */
final class ColumnAlteration {

    private static final String EXCLUSIVE = "ACCESS EXCLUSIVE";
    private static final String ALL_WAIT = "readers and writers wait";

    private final Situation situation;
    private final ObjectId id;
    private final PostgresObject wanted;
    private final ColumnHints hints;
    private final long rows;
    private final String alter;
    private final Alteration result = new Alteration();

    /** A default that gives the same value for every row. */
    private static final Pattern CONSTANT =
            Pattern.compile("-?[0-9.]+|true|false|'(?:[^']|'')*'::[a-z ]+");

    ColumnAlteration(Situation situation, PostgresObject wanted) {
        this.situation = situation;
        this.wanted = wanted;
        this.id = wanted.id();
        this.hints = situation.hints(id);
        this.rows = situation.rows(id);
        this.alter = Ddl.alterTable(id) + "ALTER COLUMN " + id.quoted() + " ";
    }

    /** Returns how the column is added to a table that exists. */
    Alteration add() {
        boolean filled = wanted.has(Property.NOT_NULL) && needsFilling();
        List<String> statements = new ArrayList<>();
        statements.add(
                Ddl.alterTable(id)
                        + "ADD COLUMN "
                        + Ddl.column(wanted, wanted.has(Property.NOT_NULL) && !filled));
        statements.addAll(Ddl.columnSettings(wanted));
        boolean rewrites = wanted.has(Property.GENERATED) || wanted.has(Property.IDENTITY);
        List<Hazard> hazards = new ArrayList<>();
        hazards.add(lock());
        if (rewrites) {
            hazards.add(situation.rewrites(id));
        }
        result.add(Action.ADD, id, "add " + id.words(), statements, hazards, rewrites ? rows : 0);
        if (!rewrites && hasConstantDefault() && situation.isLargeAndWhole(id)) {
            result.undoneBy(droppedIfUnused());
        }
        hints.backfill().ifPresent(this::fill);
        if (filled) {
            if (hints.backfill().isEmpty()) {
                checkEmpty();
            }
            setNotNull();
        }
        return result;
    }

    private boolean hasConstantDefault() {
        return wanted.get(Property.DEFAULT)
                .map(CONSTANT::matcher)
                .map(Matcher::matches)
                .orElse(true);
    }

    /** What others have written meanwhile must not be lost; then the column stays. */
    private String droppedIfUnused() {
        String table = id.qualified();
        return "DO "
                + Ddl.literal(
                        "BEGIN LOCK TABLE "
                                + table
                                + " IN ACCESS EXCLUSIVE MODE; IF EXISTS (SELECT FROM "
                                + table
                                + " WHERE "
                                + id.quoted()
                                + " IS DISTINCT FROM "
                                + wanted.get(Property.DEFAULT).orElse("NULL")
                                + ") THEN RAISE EXCEPTION 'the new column holds values already'; END IF; "
                                + Ddl.alterTable(id)
                                + "DROP COLUMN "
                                + id.quoted()
                                + "; END");
    }

    private boolean needsFilling() {
        return !wanted.has(Property.DEFAULT)
                && !wanted.has(Property.GENERATED)
                && !wanted.has(Property.IDENTITY);
    }

    private void checkEmpty() {
        result.check(
                new RowQueries(situation, id.parent())
                        .rows(
                                "add " + id.words() + " NOT NULL",
                                "would hold NULL",
                                "give the column a default or a backfill",
                                "true",
                                List.of()));
    }

    /** Returns how the column is changed. */
    Alteration change(PostgresObject live, Change change) {
        boolean retyped = change.touches(Property.TYPE) || change.touches(Property.COLLATION);
        if (changesGeneration(live, change) || (retyped && wanted.has(Property.GENERATED))) {
            return generation(live);
        }
        if (live.has(Property.IDENTITY) && !wanted.has(Property.IDENTITY)) {
            result.step(Action.ALTER, id, "stop numbering " + id.words(), alter + "DROP IDENTITY");
        }
        if (retyped) {
            type(live);
        }
        if (change.touches(Property.DEFAULT) || (retyped && wanted.has(Property.DEFAULT))) {
            defaultValue(live);
        }
        if (change.touches(Property.NOT_NULL)) {
            notNull();
        }
        if (wanted.has(Property.IDENTITY)) {
            identity(live, change);
        }
        settings(live, change);
        return result;
    }

    private boolean changesGeneration(PostgresObject live, Change change) {
        return change.touches(Property.GENERATED)
                && (wanted.has(Property.GENERATED) || live.has(Property.GENERATED));
    }

    /** A generated column is made again: its values are computed from the others. */
    private Alteration generation(PostgresObject live) {
        if (!wanted.has(Property.GENERATED)) {
            return result.step(
                    Action.ALTER,
                    id,
                    "keep the values of " + id.words() + " without computing them",
                    alter + "DROP EXPRESSION");
        }
        if (!live.has(Property.GENERATED)) {
            checkComputed();
        }
        List<String> statements = new ArrayList<>();
        statements.add(Ddl.alterTable(id) + "DROP COLUMN " + id.quoted());
        statements.add(Ddl.alterTable(id) + "ADD COLUMN " + Ddl.column(wanted, true));
        statements.addAll(Ddl.columnSettings(wanted));
        result.remakes(id);
        return result.add(
                Action.REBUILD,
                id,
                "compute " + id.words() + " again",
                statements,
                List.of(
                        lock(),
                        situation.rewrites(id),
                        new Hazard(
                                Hazard.Kind.CHANGES_VALUES,
                                "computes the values of '" + id.path() + "' again")),
                rows);
    }

    private void checkComputed() {
        String rule = "(" + wanted.require(Property.GENERATED) + ")";
        result.check(
                new RowQueries(situation, id.parent())
                        .rows(
                                "compute " + id.words(),
                                "hold another value than the expression gives",
                                "correct these rows or the expression first",
                                "t." + id.quoted() + "::text IS DISTINCT FROM " + rule + "::text",
                                List.of(id.quoted())));
    }

    private void type(PostgresObject live) {
        String type = wanted.require(Property.TYPE);
        String before = live.require(Property.TYPE);
        boolean plain = Types.castsAsText(live, wanted, situation);
        String value = hints.using().orElse(id.quoted() + (plain ? "::text" : "") + "::" + type);
        boolean cheap = hints.using().isEmpty() && Types.keepsRows(before, type);
        List<String> guard = List.of();
        boolean isSafe = cheap || (hints.using().isEmpty() && Types.holdsAll(before, type));
        if (!isSafe) {
            TypeChecks checks = new TypeChecks(situation, live, wanted);
            checks.add(result, hints.using(), plain);
            guard = hints.using().isPresent() ? List.of() : checks.guard(plain);
        }
        if (live.has(Property.DEFAULT) && !live.has(Property.GENERATED)) {
            result.step(
                    Action.ALTER, id, "take the default of " + id.words(), alter + "DROP DEFAULT");
        }
        List<Hazard> hazards = new ArrayList<>(List.of(lock()));
        if (!cheap) {
            hazards.add(situation.rewrites(id));
        }
        result.blocks(id);
        result.add(
                Action.ALTER,
                id,
                before.equals(type)
                        ? "change the collation of " + id.words()
                        : "change the type of " + id.words() + " from " + before + " to " + type,
                statements(
                        guard,
                        alter
                                + "TYPE "
                                + type
                                + wanted.get(Property.COLLATION)
                                        .map(name -> " COLLATE " + name)
                                        .orElse("")
                                + (cheap ? "" : " USING " + value)),
                hazards,
                cheap ? 0 : rows);
        if (!cheap && situation.isLarge(id.parent())) {
            gatherStatistics();
        }
    }

    /** The server forgets what it knew of a column's values when its type changes. */
    private void gatherStatistics() {
        result.online(
                Action.ALTER,
                id,
                "gather statistics of " + id.words(),
                List.of("ANALYZE " + id.qualified() + " (" + id.quoted() + ")"),
                List.of(),
                0);
    }

    private static List<String> statements(List<String> first, String last) {
        List<String> all = new ArrayList<>(first);
        all.add(last);
        return all;
    }

    private void defaultValue(PostgresObject live) {
        Optional<String> value = wanted.get(Property.DEFAULT);
        if (value.isPresent()) {
            result.step(
                    Action.ALTER,
                    id,
                    "set the default of " + id.words(),
                    alter + "SET DEFAULT " + value.get());
        } else if (live.has(Property.DEFAULT)) {
            List<String> statements = new ArrayList<>(List.of(alter + "DROP DEFAULT"));
            OwnedSequences.of(situation.live(), id).stream()
                    .filter(sequence -> !situation.wanted().has(sequence.id()))
                    .forEach(sequence -> statements.add(Ddl.drop(sequence)));
            result.add(
                    Action.ALTER,
                    id,
                    "take the default of " + id.words(),
                    statements,
                    List.of(),
                    0);
        }
    }

    private void notNull() {
        if (!wanted.has(Property.NOT_NULL)) {
            result.step(Action.ALTER, id, "allow NULL in " + id.words(), alter + "DROP NOT NULL");
            return;
        }
        if (hints.backfill().isPresent()) {
            fill(hints.backfill().get());
        } else {
            result.check(
                    new RowQueries(situation, id.parent())
                            .rows(
                                    "make '" + id.path() + "' NOT NULL",
                                    "hold NULL",
                                    "give the column a backfill, or fix the rows first",
                                    "t." + id.quoted() + " IS NULL",
                                    List.of()));
        }
        setNotNull();
    }

    private void fill(String expression) {
        result.add(
                Action.FILL,
                id,
                "fill NULL in '" + id.path() + "' with " + expression,
                List.of(
                        "UPDATE "
                                + id.qualified()
                                + " SET "
                                + id.quoted()
                                + " = ("
                                + expression
                                + ") WHERE "
                                + id.quoted()
                                + " IS NULL"),
                List.of(
                        new Hazard(
                                Hazard.Kind.CHANGES_VALUES,
                                "writes '" + id.path() + "' where it is NULL")),
                rows);
    }

    /**
     * Makes the column NOT NULL. In a large table a CHECK that is validated without a lock against
     * writers proves that there is no NULL, so that the table is not read under the strict lock.
     */
    private void setNotNull() {
        String description = "make '" + id.path() + "' NOT NULL";
        if (!situation.isLargeAndWhole(id)) {
            result.add(
                    Action.SET,
                    id,
                    description,
                    List.of(alter + "SET NOT NULL"),
                    List.of(lock(), situation.scans(id)),
                    rows);
            return;
        }
        String proof = OnlineNames.notNullProof(id);
        String table = Ddl.alterTable(id);
        result.step(
                Action.ADD,
                id,
                "forbid new NULL in '" + id.path() + "'",
                table + "DROP CONSTRAINT IF EXISTS " + proof,
                table
                        + "ADD CONSTRAINT "
                        + proof
                        + " CHECK ("
                        + id.quoted()
                        + " IS NOT NULL) NOT VALID");
        result.undoneBy(table + "DROP CONSTRAINT IF EXISTS " + proof);
        result.online(
                Action.SET,
                id,
                description,
                List.of(
                        table + "VALIDATE CONSTRAINT " + proof,
                        alter + "SET NOT NULL",
                        table + "DROP CONSTRAINT " + proof),
                List.of(
                        Hazard.locks(
                                "SHARE UPDATE EXCLUSIVE", id.owner(), "readers and writers go on"),
                        situation.scans(id)),
                rows);
        result.undoneBy(alter + "DROP NOT NULL");
    }

    private void identity(PostgresObject live, Change change) {
        String when = wanted.require(Property.IDENTITY);
        String options = wanted.get(Property.SEQUENCE_OPTIONS).orElse("");
        if (!live.has(Property.IDENTITY)) {
            result.step(
                    Action.ALTER,
                    id,
                    "number " + id.words(),
                    alter + "ADD GENERATED " + when + " AS IDENTITY (" + options + ")",
                    "SELECT setval(pg_get_serial_sequence("
                            + Ddl.literal(id.qualified())
                            + ", "
                            + Ddl.literal(id.name())
                            + "), greatest(max("
                            + id.quoted()
                            + ") + 1, 1), false) FROM "
                            + id.qualified());
        } else if (change.touches(Property.IDENTITY)) {
            result.step(
                    Action.ALTER,
                    id,
                    "number " + id.words() + " " + when,
                    alter + "SET GENERATED " + when);
        }
        if (live.has(Property.IDENTITY) && change.touches(Property.SEQUENCE_OPTIONS)) {
            result.step(
                    Action.ALTER,
                    id,
                    "change the numbering of " + id.words(),
                    alter + SequenceOptions.asSetClauses(options));
        }
    }

    private void settings(PostgresObject live, Change change) {
        if (change.touches(Property.STORAGE)) {
            result.step(
                    Action.ALTER,
                    id,
                    "change how " + id.words() + " is stored",
                    alter
                            + "SET STORAGE "
                            + wanted.get(Property.STORAGE).orElse(Types.usualStorage(live)));
        }
        if (change.touches(Property.COMPRESSION)) {
            result.step(
                    Action.ALTER,
                    id,
                    "change the compression of " + id.words(),
                    alter
                            + "SET COMPRESSION "
                            + wanted.get(Property.COMPRESSION).orElse("default"));
        }
        if (change.touches(Property.STATISTICS_TARGET)) {
            result.step(
                    Action.ALTER,
                    id,
                    "change the statistics of " + id.words(),
                    alter
                            + "SET STATISTICS "
                            + wanted.get(Property.STATISTICS_TARGET).orElse("-1"));
        }
    }

    private Hazard lock() {
        return Hazard.locks(EXCLUSIVE, id.owner(), ALL_WAIT);
    }

    /** Returns the statement that takes the default of a column away for a while. */
    static String dropDefault(ObjectId id) {
        return Ddl.alterTable(id) + "ALTER COLUMN " + id.quoted() + " DROP DEFAULT";
    }

    /** Returns whether an id is that of a column. */
    static boolean isColumn(ObjectId id) {
        return id.kind() == ObjectKind.COLUMN;
    }
}
