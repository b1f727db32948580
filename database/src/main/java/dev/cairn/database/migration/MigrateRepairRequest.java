package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceRequest;

/**
 * Brings the record of what was run into agreement with the migrations: rows of failed runs are
 * removed, checksums of edited files taken over, rows without a file removed. The database itself
 * is not touched.
 *
 * @param source the migrations
 * @param dryRun whether only to say what would be done
 */
public record MigrateRepairRequest(MigrationSource source, boolean dryRun)
        implements MaintenanceRequest<MigrationRepairResult> {

    @Override
    public Class<MigrationRepairResult> resultType() {
        return MigrationRepairResult.class;
    }
}
