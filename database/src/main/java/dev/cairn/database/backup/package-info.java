/**
 * Backups of databases: made from the live database, verified by being opened, described by a
 * manifest, kept as long as a policy says, and restored such that a crash leaves the old database
 * or the new one. Start at {@link dev.cairn.database.backup.BackupManager}.
 */
@NullMarked
package dev.cairn.database.backup;

import org.jspecify.annotations.NullMarked;
