package dev.cairn.database.audit;

import java.util.List;

/**
 * Who changed what.
 *
 * @param entries the entries, the latest first
 * @param faults what is wrong with the trail, one sentence each; empty if it is whole or was not
 *     looked at
 */
public record HistoryResult(List<AuditEntry> entries, List<String> faults) {

    public HistoryResult {
        entries = List.copyOf(entries);
        faults = List.copyOf(faults);
    }
}
