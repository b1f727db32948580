package dev.cairn.schema.postgres.catalog;

import dev.cairn.schema.ObjectKind;
import java.util.List;
import java.util.Optional;

/** Finds the sequences that belong to a column, such as that of a {@code serial}. */
public final class OwnedSequences {

    private OwnedSequences() {}

    /** Returns how a sequence names the column that it belongs to. */
    public static String reference(ObjectId column) {
        return column.qualified() + "." + column.quoted();
    }

    /** Returns the sequences of a column. */
    public static List<PostgresObject> of(PostgresCatalog catalog, ObjectId column) {
        return List.copyOf(catalog.sequencesOf(reference(column)));
    }

    /** Returns the column that a sequence belongs to. */
    public static Optional<ObjectId> owner(PostgresCatalog catalog, PostgresObject sequence) {
        return sequence.get(Property.OWNED_BY)
                .flatMap(reference ->
                        catalog.objects().stream()
                                .filter(object -> object.kind() == ObjectKind.COLUMN)
                                .map(PostgresObject::id)
                                .filter(id -> reference(id).equals(reference))
                                .findFirst());
    }
}
