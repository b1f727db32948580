package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;

/** Carries out {@link MigrateDownRequest}. */
public final class MigrateDownOperation
        implements MaintenanceOperation<MigrateDownRequest, MigrationResult> {

    @Override
    public Class<MigrateDownRequest> requestType() {
        return MigrateDownRequest.class;
    }

    @Override
    public MigrationResult perform(
            MigrateDownRequest request, MaintenanceTarget target, ProgressListener progress) {
        return new MigrationRunner(target, progress).down(request);
    }
}
