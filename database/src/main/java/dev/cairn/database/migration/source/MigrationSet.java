package dev.cairn.database.migration.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The migrations that there are.
 *
 * @param migrations one for each version, in their order
 * @param problems what is wrong with them by themselves
 */
public record MigrationSet(List<Migration> migrations, List<MigrationProblem> problems) {

    /** Numbers with as many digits as a date are dates, among which there are no gaps. */
    private static final long FIRST_DATE = 10_000_000L;

    public MigrationSet {
        migrations = List.copyOf(migrations);
        problems = List.copyOf(problems);
    }

    /** Returns the migration of that version. */
    public Optional<Migration> version(long version) {
        return migrations.stream().filter(migration -> migration.version() == version).findFirst();
    }

    /**
     * Returns the numbers that are left out.
     *
     * @param sorted migrations in the order of their versions
     */
    public static List<MigrationProblem> gaps(List<Migration> sorted) {
        List<MigrationProblem> gaps = new ArrayList<>();
        long expected = 1;
        for (Migration migration : sorted) {
            if (migration.version() > expected && migration.version() < FIRST_DATE) {
                gaps.add(gap(expected, migration));
            }
            expected = migration.version() + 1;
        }
        return gaps;
    }

    private static MigrationProblem gap(long expected, Migration next) {
        long last = next.version() - 1;
        return new MigrationProblem(
                MigrationProblem.Kind.GAP,
                expected,
                "",
                (last == expected
                                ? "there is no migration " + expected
                                : "there are no migrations " + expected + " to " + last)
                        + " before "
                        + next.label(),
                "check that no file was lost; a number that was never used may stay unused");
    }
}
