package dev.cairn.database.verify;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;

/** Carries out {@link VerifyRequest}. */
public final class VerifyOperation implements MaintenanceOperation<VerifyRequest, VerifyResult> {

    @Override
    public Class<VerifyRequest> requestType() {
        return VerifyRequest.class;
    }

    @Override
    public VerifyResult perform(
            VerifyRequest request, MaintenanceTarget target, ProgressListener progress) {
        return new Verification(target, request, progress).run();
    }
}
