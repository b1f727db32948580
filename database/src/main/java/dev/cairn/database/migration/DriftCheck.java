package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.backup.BackupBeforeChange;
import dev.cairn.database.engine.EmptyDatabase;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.migration.MigrationResult.Direction;
import dev.cairn.database.migration.MigrationStatus.Drift;
import dev.cairn.database.migration.MigrationStatus.Verdict;
import dev.cairn.database.migration.source.Migration;
import dev.cairn.database.migration.source.MigrationSource;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Detects changes of the structure that no migration made: runs the applied migrations again in an
 * empty database, and compares the two structures.
 */
final class DriftCheck {

    private final MigrationSource source;
    private final MigrationPlan plan;

    DriftCheck(MigrationSource source, MigrationPlan plan) {
        this.source = source;
        this.plan = plan;
    }

    /** Compares the structure of a database with what its history gives. */
    Drift compare(DatabaseDriver driver, ProgressListener progress) {
        List<Migration> replayed = new ArrayList<>();
        Optional<String> gap = collect(replayed);
        if (gap.isPresent()) {
            return unknown(gap.get());
        }
        Schema expected;
        try {
            expected = replay(Engine.of(driver), replayed, progress);
        } catch (DatabaseException e) {
            return unknown("the history cannot be run again: " + e.getMessage());
        }
        List<String> differences =
                differences(Engine.of(driver).dialect(), driver.inspectSchema(), expected);
        return new Drift(differences.isEmpty() ? Verdict.NONE : Verdict.DRIFTED, differences, "");
    }

    /** Collects what has run, as it ran; returns why that is not possible if it is not. */
    private Optional<String> collect(List<Migration> replayed) {
        for (MigrationStatus.Entry entry : plan.entries()) {
            switch (entry.state()) {
                case APPLIED, BASELINE -> plan.migration(entry.version()).ifPresent(replayed::add);
                case EDITED, MISSING -> {
                    return Optional.of(
                            Migration.label(entry.version(), entry.name())
                                    + " is not there as it ran");
                }
                case PENDING, FAILED, OUT_OF_ORDER -> {}
            }
        }
        return plan.baseline().isPresent() && !coversBaseline(replayed)
                ? Optional.of(
                        "the baseline " + plan.baseline().get() + " was not made by migrations")
                : Optional.empty();
    }

    private boolean coversBaseline(List<Migration> replayed) {
        long baseline = plan.baseline().orElse(0L);
        return replayed.stream().anyMatch(migration -> migration.version() == baseline);
    }

    private Schema replay(Engine engine, List<Migration> migrations, ProgressListener progress) {
        try (EmptyDatabase scratch = engine.openEmptyDatabase()) {
            if (!migrations.isEmpty()) {
                new MigrationRun(
                                scratch.driver(), Direction.UP, progress, BackupBeforeChange.none())
                        .runTogether(
                                MigrationPreparation.forward(engine, source, migrations),
                                List.of());
            }
            return scratch.driver().inspectSchema();
        }
    }

    private static List<String> differences(Dialect dialect, Schema live, Schema expected) {
        SchemaDefinition declared =
                new SchemaDefinition(
                        "", expected, DefinitionHints.none(), List.of(), "the history");
        return new SchemaComparator(dialect)
                .compare(live, declared, ComparisonOptions.usual()).stream()
                        .map(Difference::line)
                        .toList();
    }

    private static Drift unknown(String reason) {
        return new Drift(Verdict.UNKNOWN, List.of(), reason);
    }
}
