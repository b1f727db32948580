package dev.cairn.server.command.migrate;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.migration.MigrationManager;
import dev.cairn.database.migration.MigrationStatus;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.Style;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Shows which migrations have run. */
@Command(
        name = "status",
        header = "Show which migrations have run, and whether the structure is as they left it.",
        footer = {
            "",
            "Examples:",
            "  cairn migrate status --database app.db",
            "  cairn migrate status --database app.db --json"
        })
public final class MigrateStatusCommand extends MigrateCommand {

    public MigrateStatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return Access.READ;
    }

    @Override
    protected ExitCode run(MigrationManager migrations, CodeDatabase database, Output output) {
        MigrationStatus status = migrations.status();
        if (output.isJson()) {
            document(output, status);
        } else {
            status.migrations().forEach(entry -> output.line(line(entry, output.style())));
            print(status.problems(), output);
            output.line(
                    shownDatabase()
                            + ": at version "
                            + status.currentVersion()
                            + "; "
                            + drift(status));
            status.drift().differences().forEach(difference -> output.line("  " + difference));
        }
        return ExitCode.DONE;
    }

    private static String line(MigrationStatus.Entry entry, Style style) {
        return "V%03d  %-12s  %-24s  %s"
                .formatted(
                        entry.version(),
                        state(entry, style),
                        entry.executedAt().orElse("-"),
                        entry.description());
    }

    private static String state(MigrationStatus.Entry entry, Style style) {
        String name = entry.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (entry.state()) {
            case APPLIED, BASELINE -> style.good(name);
            case PENDING -> style.strong(name);
            case EDITED, MISSING, FAILED, OUT_OF_ORDER -> style.bad(name);
        };
    }

    private static String drift(MigrationStatus status) {
        MigrationStatus.Drift drift = status.drift();
        boolean none =
                status.migrations().stream()
                        .noneMatch(entry ->
                                entry.state() == MigrationStatus.State.APPLIED
                                        || entry.state() == MigrationStatus.State.BASELINE);
        if (none && drift.verdict() == MigrationStatus.Verdict.DRIFTED) {
            return "no migration made what is in it ('cairn migrate baseline VERSION' takes it as it is):";
        }
        return switch (drift.verdict()) {
            case NONE -> "the structure is as the migrations left it";
            case DRIFTED -> "the structure is not as the migrations left it:";
            case UNKNOWN -> "whether the structure drifted is not known: " + drift.reason();
        };
    }
}
