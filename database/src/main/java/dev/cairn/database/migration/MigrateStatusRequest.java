package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceRequest;

/**
 * Asks which migrations have run and whether the database still looks as they left it.
 *
 * @param source the migrations
 */
public record MigrateStatusRequest(MigrationSource source)
        implements MaintenanceRequest<MigrationStatus> {

    @Override
    public Class<MigrationStatus> resultType() {
        return MigrationStatus.class;
    }
}
