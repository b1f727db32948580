package dev.cairn.database.backup;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;

/** Carries out a {@link BackupListRequest}. */
public final class BackupListOperation
        implements MaintenanceOperation<BackupListRequest, BackupListResult> {

    @Override
    public Class<BackupListRequest> requestType() {
        return BackupListRequest.class;
    }

    @Override
    public BackupListResult perform(
            BackupListRequest request, MaintenanceTarget target, ProgressListener progress) {
        return new BackupListResult(BackupManager.in(request.folder()).list());
    }
}
