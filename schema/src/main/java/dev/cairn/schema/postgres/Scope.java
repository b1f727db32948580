package dev.cairn.schema.postgres;

import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.OwnedSequences;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import java.util.Optional;
import java.util.Set;

/** Which objects that nothing declares are dropped, and which are left as they are. */
final class Scope {

    private final PostgresCatalog live;
    private final PostgresCatalog wanted;
    private final boolean prune;

    Scope(PostgresCatalog live, PostgresCatalog wanted, boolean prune) {
        this.live = live;
        this.wanted = wanted;
        this.prune = prune;
    }

    /**
     * Returns whether an object that is not declared is dropped. A constraint is part of its table
     * and always goes. Everything in a schema that is not declared belongs to another program and
     * stays, even with pruning.
     */
    boolean isDropped(PostgresObject object) {
        ObjectId id = object.id();
        if (id.kind() == ObjectKind.NAMESPACE) {
            return prune && isEmpty(id.name());
        }
        boolean own =
                id.schema().isEmpty()
                        || wanted.has(ObjectId.of(ObjectKind.NAMESPACE, "", id.schema()));
        return own && (prune || (id.kind().isConstraint() && wanted.has(id.parent())));
    }

    private boolean isEmpty(String schema) {
        return !schema.equals("public")
                && live.objects().stream().noneMatch(object -> object.id().schema().equals(schema));
    }

    /** Returns whether an index was left behind by an online step that did not end. */
    boolean isDebris(PostgresObject object) {
        return object.kind() == ObjectKind.INDEX
                && object.id().name().startsWith(OnlineNames.PREFIX);
    }

    /** Returns whether a constraint is the proof of a column that is being made NOT NULL. */
    boolean isProofInUse(PostgresObject object, Set<ObjectId> changed) {
        return object.kind() == ObjectKind.CHECK
                && object.id().name().startsWith(OnlineNames.PREFIX)
                && object.dependencies().stream()
                        .filter(ColumnAlteration::isColumn)
                        .anyMatch(column ->
                                changed.contains(column)
                                        && OnlineNames.notNullProof(column)
                                                .equals(object.id().quoted()));
    }

    /** Returns whether a sequence belongs to a column that does not use it any more. */
    boolean goesWithItsColumn(PostgresObject object) {
        if (object.kind() != ObjectKind.SEQUENCE) {
            return false;
        }
        Optional<ObjectId> column = OwnedSequences.owner(live, object);
        return column.isPresent()
                && (wanted.has(column.get())
                        ? live.dependents(object.id()).contains(column.get())
                        : isDropped(live.require(column.get()))
                                || live.find(column.get().parent())
                                        .filter(table -> !wanted.has(table.id()))
                                        .map(this::isDropped)
                                        .orElse(false));
    }
}
