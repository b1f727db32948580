package dev.cairn.server.command.schema;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.repair.RepairRequest;
import dev.cairn.database.repair.RepairResult;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.DatabaseCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.command.backup.BackupBeforeOptions;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Cleans up after interrupted changes, and rebuilds damaged indexes. */
@Command(
        name = "repair",
        header = "Clean up after interrupted changes.",
        description = "Uncertain cases are reported with the commands to choose from (exit 1).",
        footer = {
            "",
            "Examples:",
            "  cairn schema repair --database app.db --dry-run",
            "  cairn schema repair --database app.db"
        })
public final class SchemaRepairCommand extends DatabaseCommand {

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Mixin private BackupBeforeOptions backup;

    @Mixin private OptionalSchemaOption schema;

    public SchemaRepairCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return dryRun ? Access.READ : Access.WRITE;
    }

    @Override
    protected void readInputs() {
        schema.read(this);
    }

    @Override
    protected ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress) {
        RepairResult result =
                database.perform(
                        new RepairRequest(
                                dryRun, schema.definition(), backup.folder(database, this)),
                        progress);
        if (output.isJson()) {
            document(output, result);
        } else {
            print(result, output);
        }
        return result.needsPerson() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void print(RepairResult result, Output output) {
        if (result.findings().isEmpty()) {
            output.done(shownDatabase() + ": nothing to repair");
        }
        for (Finding finding : result.findings()) {
            output.line(verdict(result, finding, output) + " " + finding.message());
            finding.commands().forEach(command -> output.line("    " + command));
        }
        result.backupPath().ifPresent(path -> output.done("backup: " + path));
        if (!result.findings().isEmpty()) {
            output.line(
                    shownDatabase() + (result.dryRun() ? ": nothing was changed" : ": see above"));
        }
    }

    private static String verdict(RepairResult result, Finding finding, Output output) {
        if (!finding.certain()) {
            return output.style().warning("to decide:");
        }
        return output.style().good(result.dryRun() ? "would repair:" : "repaired:");
    }
}
