package dev.cairn.database.audit;

import dev.cairn.database.MaintenanceRequest;

/**
 * Asks who changed what.
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
}
