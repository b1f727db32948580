package dev.cairn.database;

import java.util.List;
import java.util.Optional;

/**
 * What a sync did. Tables are named as they are, columns as {@code table.column}.
 *
 * @param outcome how it ended
 * @param fromVersion the version recorded before; empty if there was none
 * @param toVersion the version recorded now; empty if there is none
 * @param steps one sentence for each step, in order
 * @param backupPath the backup made before; empty if none was made
 * @param backupId the backup's id; empty if none was made
 * @param durationMillis how long all of it took
 * @param warnings what a person should know
 * @param plan the plan that was carried out, or would be
 */
public record SyncResult(
        Outcome outcome,
        String fromVersion,
        String toVersion,
        List<String> tablesAdded,
        List<String> tablesRemoved,
        List<String> columnsAdded,
        List<String> columnsRemoved,
        List<String> columnsModified,
        List<String> indexesAdded,
        List<String> indexesRemoved,
        List<String> triggersAdded,
        List<String> triggersRemoved,
        List<String> viewsAdded,
        List<String> viewsRemoved,
        List<String> virtualTablesAdded,
        List<String> virtualTablesRemoved,
        List<String> steps,
        Optional<String> backupPath,
        Optional<String> backupId,
        long durationMillis,
        List<String> warnings,
        PlanReport plan) {

    /** How a sync ended. */
    public enum Outcome {
        /** The structure is as declared and was so before. */
        UNCHANGED,
        /** The database was changed and read back as declared. */
        CHANGED,
        /** The plan was made and checked; nothing was changed. */
        PLANNED,
        /** The database has a newer version than the definition; nothing was changed. */
        NEWER_DATABASE
    }
}
