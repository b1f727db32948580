package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceRequest;
import java.util.Optional;

/**
 * Runs the migrations that have not run.
 *
 * @param source the migrations
 * @param target the last version to run; empty for all
 * @param options how to go about it
 */
public record MigrateUpRequest(
        MigrationSource source, Optional<Long> target, MigrationOptions options)
        implements MaintenanceRequest<MigrationResult> {

    @Override
    public Class<MigrationResult> resultType() {
        return MigrationResult.class;
    }
}
