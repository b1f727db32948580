package dev.cairn.database.migration;

import dev.cairn.database.migration.source.MigrationProblem;
import java.util.List;

/**
 * What a comparison of migrations and record found.
 *
 * @param migrations how many migrations there are
 * @param applied how many have run
 * @param problems what is wrong, by version
 */
public record MigrationValidation(long migrations, long applied, List<MigrationProblem> problems) {

    public MigrationValidation {
        problems = List.copyOf(problems);
    }

    /** Returns whether migrations can be run. */
    public boolean valid() {
        return problems.stream().noneMatch(problem -> problem.kind().blocking());
    }
}
