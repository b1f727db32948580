package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceRequest;

/**
 * Compares the migrations with the record of what was run. Nothing is changed.
 *
 * @param source the migrations
 */
public record MigrateValidateRequest(MigrationSource source)
        implements MaintenanceRequest<MigrationValidation> {

    @Override
    public Class<MigrationValidation> resultType() {
        return MigrationValidation.class;
    }
}
