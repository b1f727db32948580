package dev.cairn.database.migration;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;

/** Carries out {@link MigrateNewRequest}. */
public final class MigrateNewOperation
        implements MaintenanceOperation<MigrateNewRequest, MigrationFiles> {

    @Override
    public Class<MigrateNewRequest> requestType() {
        return MigrateNewRequest.class;
    }

    @Override
    public MigrationFiles perform(
            MigrateNewRequest request, MaintenanceTarget target, ProgressListener progress) {
        return new MigrationWriter(target.driver(), request.source())
                .write(request.name(), request.definition());
    }
}
