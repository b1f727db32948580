package dev.cairn.server.command.schema;

import dev.cairn.database.PlanReport;
import dev.cairn.database.SyncResult;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.TargetCommand;
import dev.cairn.server.output.HumanText;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.Style;

/** What a sync did or would do. */
final class SyncReport {

    private final TargetCommand command;
    private final SyncResult result;
    private final Output output;

    private SyncReport(TargetCommand command, SyncResult result, Output output) {
        this.command = command;
        this.result = result;
        this.output = output;
    }

    /** Prints the result and returns what it means to the shell. */
    static ExitCode print(TargetCommand command, SyncResult result, Output output) {
        result.warnings().forEach(output::warning);
        if (output.isJson()) {
            command.document(output, result);
        } else {
            new SyncReport(command, result, output).print();
        }
        return result.plan().isForbidden() ? ExitCode.REFUSED : ExitCode.DONE;
    }

    private void print() {
        if (result.outcome() == SyncResult.Outcome.PLANNED) {
            printPlan(result.plan());
        } else {
            result.steps()
                    .forEach(
                            step -> output.done(output.style().good("done: ") + output.name(step)));
        }
        result.backupPath().ifPresent(path -> output.done("backup: " + output.name(path)));
        String end = output.name(command.shownDatabase()) + summary();
        switch (result.outcome()) {
            case CHANGED, UNCHANGED -> output.done(end);
            case PLANNED, NEWER_DATABASE -> output.line(end);
        }
    }

    private void printPlan(PlanReport plan) {
        Style style = output.style();
        plan.obstacles()
                .forEach(obstacle -> output.line(style.bad("forbidden: ") + output.name(obstacle)));
        plan.steps().forEach(this::printStep);
        plan.leftAlone()
                .forEach(name -> output.line("not declared, left alone: " + output.name(name)));
        if (!plan.steps().isEmpty() && !plan.isForbidden()) {
            output.line(
                    plan.reversible()
                            ? "Undo: possible without a backup."
                            : "Undo: only from the backup.");
        }
        if (!plan.steps().isEmpty() && !output.isVerbose()) {
            output.note("--verbose shows the SQL of each step, and why it is needed");
        }
    }

    /** One line for each step; what it costs stands below it, and its SQL if that is asked for. */
    private void printStep(PlanReport.Step step) {
        Style style = output.style();
        String text = output.name(step.description());
        String action = step.kind().substring(0, Math.max(step.kind().indexOf('-'), 0));
        output.line(
                switch (action) {
                    case "create", "add" -> style.good("+ " + text);
                    case "drop" -> style.bad("- " + text);
                    default -> style.warning("~ " + text);
                });
        step.hazards().forEach(hazard -> output.line("    cost: " + output.name(hazard)));
        if (output.isVerbose()) {
            step.causes().forEach(cause -> output.line("    because " + output.name(cause)));
            step.statements().forEach(sql -> output.text(style.faint(indented(sql) + ";")));
        }
    }

    private static String indented(String sql) {
        return "    " + sql.replace("\n", "\n    ");
    }

    private String summary() {
        return switch (result.outcome()) {
            case UNCHANGED -> " is up to date";
            case CHANGED ->
                    ": %s, %s".formatted(changes(), HumanText.duration(result.durationMillis()));
            case PLANNED -> ": %s planned; nothing was changed".formatted(changes());
            case NEWER_DATABASE ->
                    " has version %s, which is newer than %s; nothing was changed"
                            .formatted(
                                    output.name(result.fromVersion()),
                                    output.name(result.toVersion()));
        };
    }

    private String changes() {
        return result.steps().size() == 1 ? "1 change" : result.steps().size() + " changes";
    }
}
