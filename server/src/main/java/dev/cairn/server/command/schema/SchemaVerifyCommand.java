package dev.cairn.server.command.schema;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.verify.VerifyRequest;
import dev.cairn.database.verify.VerifyResult;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.DatabaseCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import dev.cairn.server.output.Style;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a database. */
@Command(
        name = "verify",
        header = "Check pages, foreign keys, full-text indexes, views, triggers and backups.",
        description = "One line for each check; exit 1 if one fails. Nothing is changed.",
        footer = {
            "",
            "Examples:",
            "  cairn schema verify --database app.db",
            "  cairn schema verify --database app.db --quick --json"
        })
public final class SchemaVerifyCommand extends DatabaseCommand {

    @Option(
            names = "--quick",
            description = "Check the pages without their indexes, which is much faster.")
    private boolean quick;

    @Mixin private OptionalSchemaOption schema;

    public SchemaVerifyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return Access.READ;
    }

    @Override
    protected void readInputs() {
        schema.read(this);
    }

    @Override
    protected String progressUnit() {
        return "checks";
    }

    @Override
    protected ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress) {
        VerifyResult result =
                database.perform(
                        new VerifyRequest(
                                quick,
                                schema.definition(),
                                Optional.of(database.configuration().storage().backups())),
                        progress);
        if (output.isJson()) {
            document(output, result);
        } else {
            result.checks().forEach(check -> print(check, output));
            String end = shownDatabase() + (result.healthy() ? ": in order" : ": not in order");
            if (result.healthy()) {
                output.done(end);
            } else {
                output.line(end);
                output.done(repair());
            }
        }
        return result.healthy() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private String repair() {
        return isCodeIndex()
                ? "run 'cairn schema repair --index', or 'cairn clean' and then 'cairn index' to"
                        + " make the index again"
                : "run 'cairn schema repair --database %s --dry-run' to see what can be repaired"
                        .formatted(shownDatabase());
    }

    private static void print(VerifyResult.Check check, Output output) {
        if (output.isQuiet() && check.outcome() != VerifyResult.Outcome.FAILED) {
            return;
        }
        output.line(
                "%s  %-12s  %s"
                        .formatted(mark(check, output.style()), check.name(), check.summary()));
        check.findings().forEach(finding -> output.line("          " + finding));
    }

    private static String mark(VerifyResult.Check check, Style style) {
        return switch (check.outcome()) {
            case PASSED -> style.good("ok     ");
            case FAILED -> style.bad("FAILED ");
            case SKIPPED -> style.faint("skipped");
        };
    }
}
