package dev.cairn.server.command.schema;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.audit.AuditEntry;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.HistoryRequest;
import dev.cairn.database.audit.HistoryResult;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.DatabaseCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.HumanText;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import dev.cairn.server.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows who changed what in a database. */
@Command(
        name = "history",
        header =
                "Show the history of a database: who changed what, when, how long it took, and the backup.",
        description = "With --verify, exit 1 if an entry is missing or was altered.",
        footer = {
            "",
            "Examples:",
            "  cairn history --database app.db",
            "  cairn history --database app.db --verify --json"
        })
public final class HistoryCommand extends DatabaseCommand {

    private static final int ID_LENGTH = 8;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many entries to show, the latest first. Default: 20.")
    private int limit = 20;

    @Option(names = "--verify", description = "Look for missing and altered entries.")
    private boolean verify;

    public HistoryCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return Access.READ;
    }

    @Override
    protected ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress) {
        if (limit < 1) {
            throw CommandException.usage("--limit must be 1 or more, not " + limit);
        }
        HistoryResult result = database.perform(new HistoryRequest(limit, verify), progress);
        if (output.isJson()) {
            document(output, result);
        } else {
            print(result, output);
        }
        return result.faults().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(HistoryResult result, Output output) {
        Table table = new Table();
        result.entries().forEach(entry -> addTo(table, entry, output));
        table.lines().forEach(output::line);
        result.faults().forEach(fault -> output.line(output.style().bad("FAILED ") + fault));
        if (result.entries().isEmpty()) {
            output.line(shownDatabase() + ": nothing is recorded");
        } else if (!verify) {
            output.line(shownDatabase() + ": " + entries(result.entries().size()));
        } else if (result.faults().isEmpty()) {
            output.line(shownDatabase() + ": the chain of entries is whole");
        }
    }

    private static String entries(int count) {
        return count == 1 ? "1 entry" : count + " entries";
    }

    private static void addTo(Table table, AuditEntry entry, Output output) {
        AuditEvent event = entry.event();
        String versions =
                event.fromVersion().equals(event.toVersion())
                        ? ""
                        : " %s → %s".formatted(version(event.fromVersion()), event.toVersion());
        String backup = event.backupId().isEmpty() ? "" : "backup " + shortId(event.backupId());
        table.add(
                Long.toString(entry.sequence()),
                HumanText.time(entry.at()),
                entry.actor(),
                event.action() + " " + event.subject() + versions,
                event.outcome() == AuditEvent.Outcome.DONE ? "done" : "failed",
                HumanText.duration(event.durationMillis()),
                backup,
                output.isVerbose() ? entry.program() : "");
    }

    private static String version(String version) {
        return version.isEmpty() ? "none" : version;
    }

    private static String shortId(String id) {
        return id.substring(0, Math.min(ID_LENGTH, id.length()));
    }
}
