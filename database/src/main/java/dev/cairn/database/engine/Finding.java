package dev.cairn.database.engine;

import java.util.List;

/**
 * One thing that is not in order.
 *
 * @param kind what it is
 * @param object the table, view, trigger or migration that it is about
 * @param message what was found, and how it must have come about
 * @param certain whether there is only one way to put it right, which was taken unless this was a
 *     dry run
 * @param commands the statements or commands that put it right, or that a person could choose from
 */
public record Finding(
        Kind kind, String object, String message, boolean certain, List<String> commands) {

    public Finding {
        commands = List.copyOf(commands);
    }

    /** What can be found. */
    public enum Kind {
        /** A table was renamed aside or copied, and its rebuild never ended. */
        INTERRUPTED_REBUILD,
        /** A migration is recorded that failed and was rolled back. */
        FAILED_MIGRATION,
        /** A full-text index does not agree with the table that it is over. */
        FULL_TEXT_INDEX,
        /** A trigger writes to a full-text index that is gone, so every write fails. */
        DANGLING_TRIGGER,
        /** A trigger cannot be run, so every statement that fires it fails. */
        BROKEN_TRIGGER,
        /** A view cannot be read. */
        BROKEN_VIEW,
        /** An index does not agree with its table. */
        INDEX,
        /** Pages of the file are damaged. */
        DAMAGED_PAGES,
        /** Rows break a constraint of their own table. */
        CONTRADICTING_ROWS,
        /** Rows refer to rows that do not exist. */
        ORPHANED_ROWS,
        /** A restore was stopped before its file was complete; the database was not touched. */
        INTERRUPTED_RESTORE
    }
}
