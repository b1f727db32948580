package dev.cairn.database.backup;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;

/** Carries out a {@link BackupVerifyRequest}. */
public final class BackupVerifyOperation
        implements MaintenanceOperation<BackupVerifyRequest, BackupVerification> {

    @Override
    public Class<BackupVerifyRequest> requestType() {
        return BackupVerifyRequest.class;
    }

    @Override
    public BackupVerification perform(
            BackupVerifyRequest request, MaintenanceTarget target, ProgressListener progress) {
        return BackupManager.in(request.folder()).verify(request.id(), request.identityFile());
    }
}
