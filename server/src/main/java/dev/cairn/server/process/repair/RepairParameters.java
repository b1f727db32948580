package dev.cairn.server.process.repair;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.server.configuration.CairnConfiguration.CodeBackupSettings;
import java.time.Duration;

/**
 * The parameters of the process of the repair worker.
 *
 * @param database the configuration of the index's database
 * @param afterCrash whether the last server ended without stopping, so that the database is
 *     repaired before anything writes to it
 * @param lookTimeLimit how long one check of the whole database may take
 * @param keepBackups how many backups of the database are kept
 * @param keepDeleted how long the rows of a deleted file are kept
 * @param codeBackups how long what files held before edits is kept
 */
public record RepairParameters(
        DatabaseConfiguration database,
        boolean afterCrash,
        Duration lookTimeLimit,
        int keepBackups,
        Duration keepDeleted,
        CodeBackupSettings codeBackups) {}
