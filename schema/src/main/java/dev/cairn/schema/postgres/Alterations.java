package dev.cairn.schema.postgres;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chooses how an object is made, changed and dropped, by its kind. */
final class Alterations {

    private final Situation situation;

    Alterations(Situation situation) {
        this.situation = situation;
    }

    // --- making ---

    /**
     * Returns how an object is made.
     *
     * @param asksRows whether the rows may stand in the way; not if the object was there before
     */
    Alteration create(PostgresObject object, PostgresCatalog of, boolean asksRows) {
        return switch (object.kind()) {
            case COLUMN -> new ColumnAlteration(situation, object).add();
            case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION ->
                    new ConstraintAlteration(situation, object).add(asksRows);
            case INDEX -> new IndexAlteration(situation, object).add(asksRows);
            case TABLE -> {
                Alteration result = plain(object, of);
                if (asksRows) {
                    TableAlteration.askDefaultPartition(situation, object, result);
                }
                yield result;
            }
            default -> plain(object, of);
        };
    }

    private static Alteration plain(PostgresObject object, PostgresCatalog of) {
        Alteration result = new Alteration();
        PlanStep step =
                PlanSteps.step(
                        Action.CREATE,
                        object.id(),
                        "create " + object.id().words(),
                        new Creation(of).statements(object));
        return result.add(step.undoneBy(drop(object, 0)));
    }

    // --- dropping ---

    /** Returns the step that drops an object with what it holds. */
    static PlanStep drop(PostgresObject object, long rows) {
        List<Hazard> hazards = new ArrayList<>();
        String what = object.id().words() + (rows > 0 ? " with " + rows + " rows" : "");
        switch (object.kind()) {
            case TABLE, COLUMN, SEQUENCE -> hazards.add(Hazard.drops(what));
            default -> {}
        }
        if (object.kind() == ObjectKind.TABLE || object.id().isPart()) {
            hazards.add(
                    Hazard.locks(
                            "ACCESS EXCLUSIVE", object.id().owner(), "readers and writers wait"));
        }
        return PlanSteps.step(
                        Action.DROP,
                        object.id(),
                        "drop " + object.id().words(),
                        List.of(Ddl.drop(object)))
                .risking(hazards);
    }

    // --- changing ---

    /** Returns how an object is changed in place, or that it must be replaced. */
    Alteration change(Change change) {
        PostgresObject live = change.live().orElseThrow();
        PostgresObject wanted = change.wanted().orElseThrow();
        Alteration result = new Alteration();
        if (change.isRename()) {
            result.add(rename(live, change.id()));
        }
        Alteration body = body(change, live, wanted);
        if (body.replaces()) {
            return body;
        }
        body.steps().forEach(result::add);
        body.checks().forEach(result::check);
        body.refusals()
                .forEach(refusal -> result.refuse(change.id(), refusal.reason(), refusal.remedy()));
        body.blocking().forEach(result::blocks);
        body.remade().forEach(result::remakes);
        metadata(change, live, wanted, result);
        return result;
    }

    private Alteration body(Change change, PostgresObject live, PostgresObject wanted) {
        return switch (wanted.kind()) {
            case NAMESPACE -> new Alteration();
            case EXTENSION -> extension(change, wanted);
            case TYPE -> new TypeAlteration(situation, live, wanted).change(change);
            case DOMAIN -> new TypeAlteration(situation, live, wanted).changeDomain(change);
            case SEQUENCE -> sequence(change, wanted);
            case TABLE -> new TableAlteration(situation, change).change();
            case COLUMN -> new ColumnAlteration(situation, wanted).change(live, change);
            case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION, NOT_NULL ->
                    new ConstraintAlteration(situation, wanted).change(live, change);
            case INDEX ->
                    change.touches(Property.DEFINITION) || change.touches(Property.INVALID)
                            ? new IndexAlteration(situation, wanted).change(live)
                            : new Alteration();
            case VIEW -> view(change, live, wanted);
            case MATERIALIZED_VIEW -> materializedView(change, live, wanted);
            case FUNCTION -> function(change, wanted);
            case TRIGGER, RULE, EVENT_TRIGGER -> stateful(change, wanted);
            case POLICY ->
                    change.touches(Property.DEFINITION)
                            ? new Alteration().replace()
                            : new Alteration();
            case STATISTICS -> statistics(change, wanted);
            case VIRTUAL_TABLE, OPAQUE -> throw new IllegalArgumentException(wanted.id().words());
        };
    }

    private static PlanStep rename(PostgresObject live, ObjectId to) {
        String sql =
                live.kind().isConstraint()
                        ? Ddl.alterTable(live.id()) + "RENAME CONSTRAINT " + live.id().quoted()
                        : "ALTER INDEX " + live.id().qualified() + " RENAME";
        return PlanSteps.step(
                Action.RENAME,
                live.id(),
                "rename " + live.id().words() + " to '" + to.name() + "'",
                List.of(sql + " TO " + to.quoted()));
    }

    private static void metadata(
            Change change, PostgresObject live, PostgresObject wanted, Alteration result) {
        ObjectId id = wanted.id();
        if (change.touches(Property.COMMENT)) {
            result.step(
                    Action.ALTER, id, "change the comment of " + id.words(), Ddl.comment(wanted));
        }
        if (change.touches(Property.GRANTS)) {
            result.add(
                    Action.ALTER,
                    id,
                    "change the privileges of " + id.words(),
                    Ddl.grants(live, wanted),
                    List.of(),
                    0);
        }
    }

    private static Alteration extension(Change change, PostgresObject wanted) {
        Alteration result = new Alteration();
        if (change.touches(Property.EXTENSION_SCHEMA)) {
            result.step(
                    Action.ALTER,
                    wanted.id(),
                    "move " + wanted.id().words(),
                    "ALTER EXTENSION "
                            + wanted.id().quoted()
                            + " SET SCHEMA "
                            + wanted.require(Property.EXTENSION_SCHEMA));
        }
        return result;
    }

    private static Alteration sequence(Change change, PostgresObject wanted) {
        Alteration result = new Alteration();
        ObjectId id = wanted.id();
        String alter = "ALTER SEQUENCE " + id.qualified() + " ";
        if (change.touches(Property.SEQUENCE_OPTIONS)) {
            result.step(
                    Action.ALTER,
                    id,
                    "change " + id.words(),
                    alter + wanted.require(Property.SEQUENCE_OPTIONS));
        }
        if (change.touches(Property.PERSISTENCE)) {
            result.step(
                    Action.ALTER,
                    id,
                    "make "
                            + id.words()
                            + (wanted.has(Property.PERSISTENCE) ? " unlogged" : " logged"),
                    alter + (wanted.has(Property.PERSISTENCE) ? "SET UNLOGGED" : "SET LOGGED"));
        }
        return result;
    }

    /**
     * Returns the step by which a sequence belongs to its column, which must exist then.
     *
     * @param numbered the column if its rows have numbers already, behind which a new sequence goes
     *     on
     */
    static PlanStep ownership(PostgresObject sequence, Optional<ObjectId> numbered) {
        ObjectId id = sequence.id();
        List<String> statements = new ArrayList<>();
        statements.add(
                "ALTER SEQUENCE "
                        + id.qualified()
                        + " OWNED BY "
                        + sequence.get(Property.OWNED_BY).orElse("NONE"));
        numbered.map(column -> goesOn(id, column)).ifPresent(statements::add);
        return PlanSteps.step(Action.ALTER, id, "give " + id.words() + " its column", statements);
    }

    private static String goesOn(ObjectId sequence, ObjectId column) {
        String name = Ddl.literal(sequence.qualified());
        return "SELECT setval("
                + name
                + ", greatest(max("
                + column.quoted()
                + ") + 1, (SELECT seqstart FROM pg_sequence WHERE seqrelid = "
                + name
                + "::regclass)), false) FROM "
                + column.qualified();
    }

    private static Alteration view(Change change, PostgresObject live, PostgresObject wanted) {
        Alteration result = new Alteration();
        if (!change.touches(Property.DEFINITION) && !change.touches(Property.OPTIONS)) {
            return result;
        }
        List<String> before = live.list(Property.COLUMNS);
        List<String> after = wanted.list(Property.COLUMNS);
        boolean extended =
                after.size() >= before.size() && after.subList(0, before.size()).equals(before);
        return extended
                ? result.step(
                        Action.ALTER,
                        wanted.id(),
                        "change " + wanted.id().words(),
                        "CREATE OR REPLACE " + Creation.view(wanted))
                : result.replace();
    }

    private static Alteration materializedView(
            Change change, PostgresObject live, PostgresObject wanted) {
        Alteration result = new Alteration();
        if (change.touches(Property.DEFINITION) || change.touches(Property.ACCESS_METHOD)) {
            return result.replace();
        }
        TableAlteration.options(
                change,
                live,
                wanted,
                result,
                "ALTER MATERIALIZED VIEW " + wanted.id().qualified() + " ");
        return result;
    }

    private static Alteration function(Change change, PostgresObject wanted) {
        if (change.touches(Property.SIGNATURE)) {
            return new Alteration().replace();
        }
        return change.touches(Property.DEFINITION)
                ? new Alteration()
                        .step(
                                Action.ALTER,
                                wanted.id(),
                                "change " + wanted.id().words(),
                                wanted.require(Property.DEFINITION))
                : new Alteration();
    }

    private static Alteration stateful(Change change, PostgresObject wanted) {
        if (change.touches(Property.DEFINITION)) {
            return new Alteration().replace();
        }
        Alteration result = new Alteration();
        if (change.touches(Property.ENABLED)) {
            ObjectId id = wanted.id();
            String state = wanted.get(Property.ENABLED).orElse("ENABLE");
            String alter =
                    wanted.kind() == ObjectKind.EVENT_TRIGGER
                            ? "ALTER EVENT TRIGGER " + id.quoted() + " "
                            : Ddl.alterTable(id);
            result.step(
                    Action.ALTER,
                    id,
                    state.toLowerCase(Locale.ROOT) + " " + id.words(),
                    alter + Creation.state(wanted, state));
        }
        return result;
    }

    private static Alteration statistics(Change change, PostgresObject wanted) {
        if (change.touches(Property.DEFINITION)) {
            return new Alteration().replace();
        }
        Alteration result = new Alteration();
        if (change.touches(Property.STATISTICS_TARGET)) {
            result.step(
                    Action.ALTER,
                    wanted.id(),
                    "change " + wanted.id().words(),
                    "ALTER STATISTICS "
                            + wanted.id().qualified()
                            + " SET STATISTICS "
                            + wanted.get(Property.STATISTICS_TARGET).orElse("-1"));
        }
        return result;
    }

    /** Returns the step that removes what a killed online step left behind. */
    static PlanStep removeDebris(PostgresObject index) {
        return new Alteration()
                .online(
                        Action.DROP,
                        index.id(),
                        "drop " + index.id().words() + ", which an unfinished change left behind",
                        List.of(
                                "DROP INDEX CONCURRENTLY IF EXISTS "
                                        + Identifier.quote(index.id().schema())
                                        + "."
                                        + index.id().quoted()),
                        List.of(),
                        0)
                .steps()
                .getFirst();
    }
}
