package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceRequest;
import java.util.Optional;

/**
 * Undoes migrations, the newest first.
 *
 * @param source the migrations
 * @param target the version to come back to, which stays; 0 undoes all; empty undoes the newest one
 * @param options how to go about it
 */
public record MigrateDownRequest(
        MigrationSource source, Optional<Long> target, MigrationOptions options)
        implements MaintenanceRequest<MigrationResult> {

    @Override
    public Class<MigrationResult> resultType() {
        return MigrationResult.class;
    }
}
