package dev.cairn.database.audit;

import dev.cairn.database.MaintenanceOperation;
import dev.cairn.database.MaintenanceTarget;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.TransactionMode;
import java.util.List;

/** Carries out a {@link HistoryRequest}. */
public final class HistoryOperation implements MaintenanceOperation<HistoryRequest, HistoryResult> {

    @Override
    public Class<HistoryRequest> requestType() {
        return HistoryRequest.class;
    }

    @Override
    public HistoryResult perform(
            HistoryRequest request, MaintenanceTarget target, ProgressListener progress) {
        AuditTrail trail = AuditTrail.of(target.driver());
        return target.driver()
                .inTransaction(
                        TransactionMode.READ,
                        () ->
                                new HistoryResult(
                                        trail.latest(request.limit()),
                                        request.verify() ? trail.verify() : List.of()));
    }
}
