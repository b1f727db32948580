package dev.cairn.database;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.cairn.schema.ObjectKind;
import java.util.List;
import java.util.Optional;

/**
 * What a sync did.
 *
 * @param outcome how it ended
 * @param fromVersion the version recorded before; empty if there was none
 * @param toVersion the version recorded now; empty if there is none
 * @param changes what was changed, for each kind of object that was; not what was only taken away
 *     for a while
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
        List<ObjectChanges> changes,
        List<String> steps,
        Optional<String> backupPath,
        Optional<String> backupId,
        long durationMillis,
        List<String> warnings,
        PlanReport plan) {

    /**
     * The names of the objects of one kind that were changed; columns as {@code table.column}.
     *
     * @param added objects that are there now and were not before
     * @param removed objects that were there before
     * @param modified columns that have another name or definition now
     */
    public record ObjectChanges(
            ObjectKind kind, List<String> added, List<String> removed, List<String> modified) {

        /** Returns whether nothing of this kind was changed. */
        @JsonIgnore
        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && modified.isEmpty();
        }
    }

    /** Returns what was changed of a kind, which may be nothing. */
    public ObjectChanges changesOf(ObjectKind kind) {
        return changes.stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElse(new ObjectChanges(kind, List.of(), List.of(), List.of()));
    }

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
