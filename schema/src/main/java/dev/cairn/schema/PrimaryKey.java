package dev.cairn.schema;

import java.util.List;
import java.util.Optional;

/**
 * A primary key.
 *
 * @param name the constraint's name, if it has one
 * @param columns its columns in key order
 * @param autoincrement whether AUTOINCREMENT is declared
 * @param onConflict what happens to a row that breaks it
 */
public record PrimaryKey(
        Optional<String> name,
        List<IndexedColumn> columns,
        boolean autoincrement,
        ConflictAction onConflict) {

    public PrimaryKey {
        columns = List.copyOf(columns);
    }
}
