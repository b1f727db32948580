package dev.cairn.database.backup;

import java.util.Optional;

/**
 * What asking for a backup gave.
 *
 * @param manifest the backup; empty if none was made
 * @param skipped why none was made; empty if one was
 */
public record BackupCreateResult(Optional<BackupManifest> manifest, String skipped) {}
