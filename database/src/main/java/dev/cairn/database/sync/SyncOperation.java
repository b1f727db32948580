package dev.cairn.database.sync;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncRequest;
import dev.cairn.database.SyncResult;

/** Carries out {@link SyncRequest}s. */
public final class SyncOperation implements MaintenanceOperation<SyncRequest, SyncResult> {

    @Override
    public Class<SyncRequest> requestType() {
        return SyncRequest.class;
    }

    @Override
    public SyncResult perform(
            SyncRequest request, MaintenanceTarget target, ProgressListener progress) {
        return new SchemaSync(target, request, progress).run();
    }
}
