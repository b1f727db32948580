package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;

/** Carries out {@link MigrateValidateRequest}. */
public final class MigrateValidateOperation
        implements MaintenanceOperation<MigrateValidateRequest, MigrationValidation> {

    @Override
    public Class<MigrateValidateRequest> requestType() {
        return MigrateValidateRequest.class;
    }

    @Override
    public MigrationValidation perform(
            MigrateValidateRequest request, MaintenanceTarget target, ProgressListener progress) {
        MigrationPlan plan = MigrationPlan.of(request.source(), target.driver());
        return new MigrationValidation(
                plan.migrations().size(), plan.done().size(), plan.problems());
    }
}
