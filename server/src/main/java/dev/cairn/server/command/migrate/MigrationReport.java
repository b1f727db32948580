package dev.cairn.server.command.migrate;

import dev.cairn.database.migration.MigrationResult;
import dev.cairn.server.command.TargetCommand;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.Style;
import java.util.Locale;

/** What a run of migrations did. */
final class MigrationReport {

    private MigrationReport() {}

    static void print(TargetCommand command, MigrationResult result, Output output) {
        result.warnings().forEach(output::warning);
        if (output.isJson()) {
            command.document(output, result);
            return;
        }
        for (MigrationResult.Run run : result.migrations()) {
            say(result, output, line(result, run, output));
        }
        result.backupPath().ifPresent(path -> output.done("backup: " + output.name(path)));
        say(result, output, output.name(command.shownDatabase()) + summary(result));
    }

    /** A dry run is asked for its lines; otherwise they only report. */
    private static void say(MigrationResult result, Output output, String text) {
        if (result.outcome() == MigrationResult.Outcome.PLANNED) {
            output.line(text);
        } else {
            output.done(text);
        }
    }

    private static String line(MigrationResult result, MigrationResult.Run run, Output output) {
        Style style = output.style();
        String direction = result.direction().name().toLowerCase(Locale.ROOT);
        String time =
                result.outcome() == MigrationResult.Outcome.CHANGED
                        ? " (%d ms)".formatted(run.executionMillis())
                        : "";
        return "%s V%03d %s%s"
                .formatted(
                        style.good(direction), run.version(), output.name(run.description()), time);
    }

    private static String summary(MigrationResult result) {
        return switch (result.outcome()) {
            case UNCHANGED -> ": nothing to run; at version " + result.toVersion();
            case CHANGED ->
                    ": migrated %d → %d, %d ms"
                            .formatted(
                                    result.fromVersion(),
                                    result.toVersion(),
                                    result.durationMillis());
            case PLANNED -> planned(result);
        };
    }

    private static String planned(MigrationResult result) {
        return switch (result.direction()) {
            case DOWN ->
                    ": would undo %s; nothing was changed"
                            .formatted(
                                    result.migrations().size() == 1
                                            ? "1 migration"
                                            : result.migrations().size() + " migrations");
            case UP, BASELINE ->
                    ": would migrate %d → %d; nothing was changed"
                            .formatted(result.fromVersion(), lastOf(result));
        };
    }

    /** The version after the migrations that would run, which the database does not have yet. */
    private static long lastOf(MigrationResult result) {
        return result.migrations().stream()
                .mapToLong(MigrationResult.Run::version)
                .max()
                .orElse(result.toVersion());
    }
}
