package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;

/** Carries out {@link MigrateStatusRequest}. */
public final class MigrateStatusOperation
        implements MaintenanceOperation<MigrateStatusRequest, MigrationStatus> {

    @Override
    public Class<MigrateStatusRequest> requestType() {
        return MigrateStatusRequest.class;
    }

    @Override
    public MigrationStatus perform(
            MigrateStatusRequest request, MaintenanceTarget target, ProgressListener progress) {
        MigrationPlan plan = MigrationPlan.of(request.source(), target.driver());
        return new MigrationStatus(
                plan.current(),
                plan.baseline(),
                plan.entries(),
                plan.problems(),
                new DriftCheck(request.source(), plan).compare(target.driver(), progress));
    }
}
