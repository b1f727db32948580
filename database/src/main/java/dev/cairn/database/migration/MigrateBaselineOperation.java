package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;

/** Carries out {@link MigrateBaselineRequest}. */
public final class MigrateBaselineOperation
        implements MaintenanceOperation<MigrateBaselineRequest, MigrationResult> {

    @Override
    public Class<MigrateBaselineRequest> requestType() {
        return MigrateBaselineRequest.class;
    }

    @Override
    public MigrationResult perform(
            MigrateBaselineRequest request, MaintenanceTarget target, ProgressListener progress) {
        return new MigrationRecords(target.driver(), request.source())
                .baseline(request.version(), request.dryRun());
    }
}
