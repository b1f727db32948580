package dev.cairn.schema.postgres;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Effect;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Statement;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes an index, or makes it again in another way. */
final class IndexAlteration {

    private final Situation situation;
    private final PostgresObject wanted;
    private final ObjectId id;
    private final ObjectId table;
    private final long rows;
    private final Alteration result = new Alteration();

    IndexAlteration(Situation situation, PostgresObject wanted) {
        this.situation = situation;
        this.wanted = wanted;
        this.id = wanted.id();
        this.table = tableOf(wanted);
        this.rows = situation.rows(table);
    }

    /** Returns the table or materialised view that an index is on. */
    static ObjectId tableOf(PostgresObject index) {
        String name = index.get(Property.TABLE).orElse("");
        return ObjectId.of(ObjectKind.TABLE, index.id().schema(), name);
    }

    /** Returns how the index is made. */
    Alteration add(boolean asksRows) {
        if (asksRows) {
            ask();
        }
        List<String> metadata = Ddl.metadata(wanted);
        List<String> statements = new ArrayList<>();
        statements.add(Ddl.index(wanted, id.name(), isOnline()));
        statements.addAll(metadata);
        statements.addAll(replicaIdentity());
        if (isOnline()) {
            result.online(Action.CREATE, id, "create " + id.words(), statements, hazards(), rows);
            if (replicaIdentity().isEmpty()) {
                result.undoneBy("DROP INDEX CONCURRENTLY IF EXISTS " + id.qualified());
            }
        } else {
            result.add(Action.CREATE, id, "create " + id.words(), statements, hazards(), rows);
        }
        return result;
    }

    private boolean isOnline() {
        return situation.isLarge(table)
                && !situation.needed().contains(id)
                && !situation
                        .live()
                        .find(table)
                        .map(found -> found.has(Property.PARTITION_KEY))
                        .orElse(false);
    }

    private List<Hazard> hazards() {
        String name = table.path();
        return List.of(
                isOnline()
                        ? Hazard.locks("SHARE UPDATE EXCLUSIVE", name, "readers and writers go on")
                        : Hazard.locks("SHARE", name, "writers wait"),
                situation.scans(table));
    }

    private List<String> replicaIdentity() {
        return situation
                .wanted()
                .find(table)
                .flatMap(found -> found.get(Property.REPLICA_IDENTITY))
                .filter(("USING INDEX " + id.quoted())::equals)
                .map(identity -> Ddl.alterTable(table) + "REPLICA IDENTITY " + identity)
                .stream()
                .toList();
    }

    private void ask() {
        boolean columnsExist =
                wanted.dependencies().stream()
                        .filter(on -> on.kind() == ObjectKind.COLUMN)
                        .allMatch(column -> sameType(column));
        if (wanted.has(Property.UNIQUE) && columnsExist && situation.live().has(table)) {
            new UniqueRows(situation, wanted, table)
                    .ask(
                            result,
                            wanted.list(Property.COLUMNS),
                            wanted.get(Property.PREDICATE).orElse(""));
        }
    }

    private boolean sameType(ObjectId column) {
        Optional<String> now =
                situation.live().find(column).flatMap(found -> found.get(Property.TYPE));
        return now.isPresent()
                && now.equals(
                        situation.wanted().find(column).flatMap(then -> then.get(Property.TYPE)));
    }

    /**
     * Returns how the index is changed: it is made again, in a large table before the old one goes.
     */
    Alteration change(PostgresObject live) {
        if (!isOnline()) {
            return result.replace();
        }
        ask();
        List<String> statements = new ArrayList<>();
        String aside = OnlineNames.aside(id);
        String schema = Identifier.quote(id.schema()) + ".";
        if (live.has(Property.INVALID)) {
            statements.add("DROP INDEX CONCURRENTLY IF EXISTS " + id.qualified());
        } else {
            statements.add("ALTER INDEX " + id.qualified() + " RENAME TO " + aside);
        }
        statements.add(Ddl.index(wanted, id.name(), true));
        statements.addAll(Ddl.metadata(wanted));
        if (!live.has(Property.INVALID)) {
            statements.add("DROP INDEX CONCURRENTLY IF EXISTS " + schema + aside);
        }
        return result.online(
                Action.REBUILD, id, "build " + id.words() + " again", statements, hazards(), rows);
    }

    /** Returns the step that fills an index with what its expressions give now. */
    PlanStep buildAgain() {
        String name = Identifier.quote(id.schema()) + "." + id.quoted();
        return PlanStep.of(
                        Action.REBUILD,
                        id.objectName(),
                        "fill " + id.words() + " again",
                        Effect.of(rows),
                        List.of(
                                isOnline()
                                        ? Statement.outside("REINDEX INDEX CONCURRENTLY " + name)
                                        : Statement.of("REINDEX INDEX " + name)))
                .risking(hazards());
    }
}
