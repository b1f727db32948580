package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;

/** Carries out {@link MigrateRepairRequest}. */
public final class MigrateRepairOperation
        implements MaintenanceOperation<MigrateRepairRequest, MigrationRepairResult> {

    @Override
    public Class<MigrateRepairRequest> requestType() {
        return MigrateRepairRequest.class;
    }

    @Override
    public MigrationRepairResult perform(
            MigrateRepairRequest request, MaintenanceTarget target, ProgressListener progress) {
        return new MigrationRecords(target.driver(), request.source()).repair(request.dryRun());
    }
}
