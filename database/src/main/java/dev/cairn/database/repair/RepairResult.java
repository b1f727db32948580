package dev.cairn.database.repair;

import dev.cairn.database.engine.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What was found and what was done about it.
 *
 * @param dryRun whether nothing was changed
 * @param findings what was found, in the order in which it was or would be repaired
 * @param backupPath the backup made before; empty if none was made
 * @param durationMillis how long all of it took
 */
public record RepairResult(
        boolean dryRun, List<Finding> findings, Optional<String> backupPath, long durationMillis) {

    public RepairResult {
        findings = List.copyOf(findings);
    }

    /** Returns whether something is left that a person has to decide. */
    public boolean needsPerson() {
        return findings.stream().anyMatch(finding -> !finding.certain());
    }
}
