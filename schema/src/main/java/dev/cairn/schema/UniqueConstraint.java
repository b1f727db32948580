package dev.cairn.schema;

import java.util.List;
import java.util.Optional;

/**
 * A UNIQUE constraint of a table.
 *
 * @param name the constraint's name, if it has one
 * @param columns its columns in order
 * @param onConflict what happens to a row that breaks it
 */
public record UniqueConstraint(
        Optional<String> name, List<IndexedColumn> columns, ConflictAction onConflict) {

    public UniqueConstraint {
        columns = List.copyOf(columns);
    }
}
