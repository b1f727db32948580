package dev.cairn.server.command;

import dev.cairn.database.migration.MigrationResult;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.Style;

/** Tells what a run of migrations did. */
final class MigrationReport {

    private MigrationReport() {}

    static void print(MigrationResult result, Output output) {
        result.warnings().forEach(output::warning);
        if (output.isJson()) {
            output.document(result);
            return;
        }
        for (MigrationResult.Run run : result.migrations()) {
            output.line(line(result, run, output.style()));
        }
        result.backupPath().ifPresent(path -> output.line("backup: " + path));
        output.line(summary(result));
    }

    private static String line(MigrationResult result, MigrationResult.Run run, Style style) {
        String direction = result.direction().name().toLowerCase(java.util.Locale.ROOT);
        String time =
                result.outcome() == MigrationResult.Outcome.CHANGED
                        ? " (%d ms)".formatted(run.executionMillis())
                        : "";
        return "%s V%03d %s%s"
                .formatted(style.good(direction), run.version(), run.description(), time);
    }

    private static String summary(MigrationResult result) {
        return switch (result.outcome()) {
            case UNCHANGED -> "nothing to run; the database is at version " + result.toVersion();
            case CHANGED ->
                    "from version %d to %d in %d ms"
                            .formatted(
                                    result.fromVersion(),
                                    result.toVersion(),
                                    result.durationMillis());
            case PLANNED ->
                    "would go from version %d to %d; nothing was changed"
                            .formatted(result.fromVersion(), result.toVersion());
        };
    }
}
