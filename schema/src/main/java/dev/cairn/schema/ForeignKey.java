package dev.cairn.schema;

import java.util.List;
import java.util.Optional;

/**
 * A foreign key.
 *
 * @param name the constraint's name, if it has one
 * @param columns the referring columns
 * @param referencedTable the table referred to
 * @param referencedColumns the columns referred to; empty for the primary key of that table
 * @param onDelete what happens when the row referred to is deleted
 * @param onUpdate what happens when its key changes
 * @param deferral when the key is checked
 */
public record ForeignKey(
        Optional<String> name,
        List<String> columns,
        String referencedTable,
        List<String> referencedColumns,
        Action onDelete,
        Action onUpdate,
        Deferral deferral) {

    public ForeignKey {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }

    /** What happens to the referring rows. */
    public enum Action {
        NO_ACTION,
        RESTRICT,
        SET_NULL,
        SET_DEFAULT,
        CASCADE
    }

    /** When the key is checked; SQLite treats all but the last as immediate. */
    public enum Deferral {
        /** No DEFERRABLE clause, NOT DEFERRABLE, or DEFERRABLE INITIALLY IMMEDIATE. */
        IMMEDIATE,
        /** DEFERRABLE INITIALLY DEFERRED. */
        DEFERRED
    }
}
