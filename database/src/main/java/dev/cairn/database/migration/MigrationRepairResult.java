package dev.cairn.database.migration;

import dev.cairn.database.migration.source.MigrationProblem;
import java.util.List;

/**
 * What a repair of the record did, or would do.
 *
 * @param dryRun whether nothing was changed
 * @param actions one sentence for each row
 * @param remaining what is wrong and needs a person
 */
public record MigrationRepairResult(
        boolean dryRun, List<String> actions, List<MigrationProblem> remaining) {

    public MigrationRepairResult {
        actions = List.copyOf(actions);
        remaining = List.copyOf(remaining);
    }
}
