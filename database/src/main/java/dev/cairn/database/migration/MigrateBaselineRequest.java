package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceRequest;

/**
 * Records that a database which exists already has what the migrations up to a version give, so
 * that only newer ones are run.
 *
 * @param source the migrations
 * @param version the version that the database is at
 * @param dryRun whether only to say what would be recorded
 */
public record MigrateBaselineRequest(MigrationSource source, long version, boolean dryRun)
        implements MaintenanceRequest<MigrationResult> {

    @Override
    public Class<MigrationResult> resultType() {
        return MigrationResult.class;
    }
}
