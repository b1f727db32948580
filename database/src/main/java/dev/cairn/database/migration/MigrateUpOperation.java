package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;

/** Carries out {@link MigrateUpRequest}. */
public final class MigrateUpOperation
        implements MaintenanceOperation<MigrateUpRequest, MigrationResult> {

    @Override
    public Class<MigrateUpRequest> requestType() {
        return MigrateUpRequest.class;
    }

    @Override
    public MigrationResult perform(
            MigrateUpRequest request, MaintenanceTarget target, ProgressListener progress) {
        return new MigrationRunner(target, progress).up(request);
    }
}
