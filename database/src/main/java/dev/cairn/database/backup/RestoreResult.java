package dev.cairn.database.backup;

import java.util.Optional;

/**
 * What a restore did.
 *
 * @param backupId the backup that was restored
 * @param database the database that it is now
 * @param replacedKeptAs where the replaced database is kept; empty if there was none
 * @param schemaVersion the version of what was restored; empty if none is recorded
 * @param rows how many rows it has
 * @param durationMillis how long it took
 */
public record RestoreResult(
        String backupId,
        String database,
        Optional<String> replacedKeptAs,
        String schemaVersion,
        long rows,
        long durationMillis) {}
