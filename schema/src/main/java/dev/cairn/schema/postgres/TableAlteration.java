package dev.cairn.schema.postgres;

import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.List;
import java.util.Optional;

/** Changes what belongs to a table as a whole. */
final class TableAlteration {

    private static final Optional<String> DEFAULT = Optional.of("DEFAULT");

    private final Situation situation;
    private final PostgresObject live;
    private final PostgresObject wanted;
    private final Change change;
    private final ObjectId id;
    private final String alter;
    private final Alteration result = new Alteration();

    TableAlteration(Situation situation, Change change) {
        this.situation = situation;
        this.live = change.live().orElseThrow();
        this.wanted = change.wanted().orElseThrow();
        this.change = change;
        this.id = wanted.id();
        this.alter = Ddl.alterTable(id);
    }

    Alteration change() {
        partitioning();
        inheritance();
        rewriting();
        options(change, live, wanted, result, alter);
        if (change.touches(Property.ROW_SECURITY)) {
            result.step(
                    Action.ALTER,
                    id,
                    "change row-level security of " + id.words(),
                    alter
                            + (wanted.has(Property.ROW_SECURITY) ? "ENABLE" : "DISABLE")
                            + " ROW LEVEL SECURITY");
        }
        if (change.touches(Property.FORCE_ROW_SECURITY)) {
            result.step(
                    Action.ALTER,
                    id,
                    "change row-level security of " + id.words() + " for its owner",
                    alter
                            + (wanted.has(Property.FORCE_ROW_SECURITY) ? "" : "NO ")
                            + "FORCE ROW LEVEL SECURITY");
        }
        if (change.touches(Property.REPLICA_IDENTITY)) {
            String identity = wanted.get(Property.REPLICA_IDENTITY).orElse("DEFAULT");
            boolean withNewIndex =
                    identity.startsWith("USING")
                            && situation.live().objects().stream()
                                    .noneMatch(index ->
                                            identity.equals("USING INDEX " + index.id().quoted()));
            if (!withNewIndex) {
                result.step(
                        Action.ALTER,
                        id,
                        "change the replica identity of " + id.words(),
                        alter + "REPLICA IDENTITY " + identity);
            }
        }
        return result;
    }

    private void partitioning() {
        if (change.touches(Property.PARTITION_KEY)) {
            result.refuse(
                    id,
                    "a table cannot be partitioned in place, or in another way",
                    "declare a new table, move the rows in a migration, and rename it");
            return;
        }
        if (change.touches(Property.PARTITION_OF) || change.touches(Property.PARTITION_BOUND)) {
            live.get(Property.PARTITION_OF)
                    .ifPresent(parent ->
                            result.add(
                                    Action.ALTER,
                                    id,
                                    "take partition '" + id.path() + "' out of its table",
                                    List.of(
                                            "ALTER TABLE "
                                                    + parent
                                                    + " DETACH PARTITION "
                                                    + id.qualified()),
                                    List.of(lock()),
                                    0));
            askRows();
            askDefaultPartition(situation, wanted, result);
            wanted.get(Property.PARTITION_OF)
                    .ifPresent(parent ->
                            result.add(
                                    Action.ALTER,
                                    id,
                                    "make '" + id.path() + "' a partition",
                                    List.of(
                                            "ALTER TABLE "
                                                    + parent
                                                    + " ATTACH PARTITION "
                                                    + id.qualified()
                                                    + " "
                                                    + wanted.require(Property.PARTITION_BOUND)),
                                    List.of(lock(), situation.scans(id)),
                                    situation.rows(id)));
        }
    }

    /** Asks whether all rows fit into the bound of the partition. */
    private void askRows() {
        wanted.get(Property.PARTITION_CHECK)
                .filter(condition -> keepsColumns(situation, id))
                .ifPresent(condition ->
                        result.check(
                                new RowQueries(situation, id)
                                        .rows(
                                                "make '" + id.path() + "' a partition",
                                                "are outside of its bound",
                                                "move these rows first, or declare another bound",
                                                "(" + condition + ") IS NOT TRUE",
                                                List.of())));
    }

    /** Asks whether rows of the default partition belong to a partition that is new. */
    static void askDefaultPartition(
            Situation situation, PostgresObject partition, Alteration result) {
        Optional<String> parent = partition.get(Property.PARTITION_OF);
        Optional<String> condition = partition.get(Property.PARTITION_CHECK);
        if (parent.isEmpty() || condition.isEmpty()) {
            return;
        }
        situation.live().objects().stream()
                .filter(other -> other.get(Property.PARTITION_OF).equals(parent))
                .filter(other -> other.get(Property.PARTITION_BOUND).equals(DEFAULT))
                .map(PostgresObject::id)
                .filter(other -> !other.equals(partition.id()) && keepsColumns(situation, other))
                .forEach(other ->
                        result.check(
                                new RowQueries(situation, other)
                                        .rows(
                                                "make '" + partition.id().path() + "' a partition",
                                                "of the default partition belong to it",
                                                "move these rows first",
                                                condition.get(),
                                                List.of())));
    }

    /** A condition on columns that come, or get another type, cannot be asked before. */
    private static boolean keepsColumns(Situation situation, ObjectId table) {
        return situation.wanted().parts(table, ObjectKind.COLUMN).stream()
                .allMatch(column ->
                        situation
                                .live()
                                .find(column.id())
                                .map(before -> before.get(Property.TYPE))
                                .equals(Optional.of(column.get(Property.TYPE))));
    }

    private Hazard lock() {
        return Hazard.locks("ACCESS EXCLUSIVE", id.path(), "readers and writers wait");
    }

    private void inheritance() {
        if (change.touches(Property.INHERITS)) {
            List<String> before = live.list(Property.INHERITS);
            List<String> after = wanted.list(Property.INHERITS);
            before.stream()
                    .filter(parent -> !after.contains(parent))
                    .forEach(parent ->
                            result.step(
                                    Action.ALTER,
                                    id,
                                    "end the inheritance of " + id.words(),
                                    alter + "NO INHERIT " + parent));
            after.stream()
                    .filter(parent -> !before.contains(parent))
                    .forEach(parent ->
                            result.step(
                                    Action.ALTER,
                                    id,
                                    "let " + id.words() + " inherit",
                                    alter + "INHERIT " + parent));
        }
    }

    private void rewriting() {
        List<Hazard> hazards = List.of(lock(), situation.rewrites(id));
        if (change.touches(Property.PERSISTENCE)) {
            result.add(
                    Action.REBUILD,
                    id,
                    "make "
                            + id.words()
                            + (wanted.has(Property.PERSISTENCE) ? " unlogged" : " logged"),
                    List.of(
                            alter
                                    + (wanted.has(Property.PERSISTENCE)
                                            ? "SET UNLOGGED"
                                            : "SET LOGGED")),
                    hazards,
                    situation.rows(id));
        }
        if (change.touches(Property.ACCESS_METHOD)) {
            result.add(
                    Action.REBUILD,
                    id,
                    "store " + id.words() + " by another access method",
                    List.of(
                            alter
                                    + "SET ACCESS METHOD "
                                    + wanted.get(Property.ACCESS_METHOD).orElse("heap")),
                    hazards,
                    situation.rows(id));
        }
    }

    /** Adds the steps that set and reset the options of a table or view. */
    static void options(
            Change change,
            PostgresObject live,
            PostgresObject wanted,
            Alteration result,
            String alter) {
        if (!change.touches(Property.OPTIONS)) {
            return;
        }
        List<String> before = live.list(Property.OPTIONS);
        List<String> after = wanted.list(Property.OPTIONS);
        List<String> set = after.stream().filter(option -> !before.contains(option)).toList();
        List<String> reset =
                before.stream()
                        .map(TableAlteration::nameOf)
                        .filter(name ->
                                after.stream().map(TableAlteration::nameOf).noneMatch(name::equals))
                        .toList();
        ObjectId id = wanted.id();
        Optional.of(set)
                .filter(options -> !options.isEmpty())
                .ifPresent(options ->
                        result.step(
                                Action.ALTER,
                                id,
                                "set options of " + id.words(),
                                alter + "SET (" + String.join(", ", options) + ")"));
        Optional.of(reset)
                .filter(options -> !options.isEmpty())
                .ifPresent(options ->
                        result.step(
                                Action.ALTER,
                                id,
                                "take options from " + id.words(),
                                alter + "RESET (" + String.join(", ", options) + ")"));
    }

    private static String nameOf(String option) {
        return option.substring(0, option.indexOf('='));
    }
}
