package dev.cairn.database.audit;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.TransactionMode;
import java.util.List;

/**
 * A request for the history of a database.
 *
 * @param limit how many entries to give, the latest first
 * @param verify whether to look for missing and altered entries
 */
public record HistoryRequest(int limit, boolean verify)
        implements MaintenanceRequest<HistoryResult> {

    @Override
    public Class<HistoryResult> resultType() {
        return HistoryResult.class;
    }

    @Override
    public Access access() {
        return Access.READ;
    }

    @Override
    public HistoryResult perform(DatabaseDriver database, ProgressListener progress) {
        AuditTrail trail = AuditTrail.of(database);
        return database.inTransaction(
                TransactionMode.READ,
                () -> new HistoryResult(trail.latest(limit), verify ? trail.verify() : List.of()));
    }
}
