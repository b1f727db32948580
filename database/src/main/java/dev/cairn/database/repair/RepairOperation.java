package dev.cairn.database.repair;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;

/** Carries out {@link RepairRequest}. */
public final class RepairOperation implements MaintenanceOperation<RepairRequest, RepairResult> {

    @Override
    public Class<RepairRequest> requestType() {
        return RepairRequest.class;
    }

    @Override
    public RepairResult perform(
            RepairRequest request, MaintenanceTarget target, ProgressListener progress) {
        return new RepairRun(target, request, progress).run();
    }
}
