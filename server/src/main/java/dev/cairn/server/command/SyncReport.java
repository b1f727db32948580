package dev.cairn.server.command;

import dev.cairn.database.PlanReport;
import dev.cairn.database.SyncResult;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.Style;

/** Tells what a sync did or would do. */
final class SyncReport {

    private SyncReport() {}

    /** Prints the result and returns what it means to the shell. */
    static ExitCode print(SyncResult result, Output output) {
        result.warnings().forEach(output::warning);
        if (output.isJson()) {
            output.document(result);
        } else {
            printLines(result, output);
        }
        return result.plan().isForbidden() ? ExitCode.REFUSED : ExitCode.DONE;
    }

    private static void printLines(SyncResult result, Output output) {
        if (result.outcome() == SyncResult.Outcome.PLANNED) {
            printPlan(result.plan(), output);
        } else {
            result.steps().forEach(step -> output.line(output.style().good("did ") + step));
        }
        result.backupPath().ifPresent(path -> output.line("backup: " + path));
        output.line(summary(result));
    }

    private static void printPlan(PlanReport plan, Output output) {
        Style style = output.style();
        int number = 0;
        for (PlanReport.Step step : plan.steps()) {
            number++;
            output.line(style.strong(number + ". " + step.description()));
            step.causes().forEach(cause -> output.line("   because " + cause));
            step.hazards().forEach(hazard -> output.line(style.warning("   hazard: " + hazard)));
            step.statements().forEach(sql -> output.line(style.faint(indented(sql) + ";")));
        }
        plan.leftAlone().forEach(name -> output.line("not declared, left alone: " + name));
        plan.obstacles().forEach(obstacle -> output.line(style.bad("forbidden: ") + obstacle));
        if (!plan.steps().isEmpty() && !plan.isForbidden()) {
            output.line(
                    plan.reversible()
                            ? "It could be undone without a backup."
                            : "It could be undone only by restoring a backup.");
        }
    }

    private static String indented(String sql) {
        return "   " + sql.replace("\n", "\n   ");
    }

    private static String summary(SyncResult result) {
        return switch (result.outcome()) {
            case UNCHANGED -> "the schema is as declared; nothing to do";
            case CHANGED ->
                    "the schema is as declared after %s in %d ms"
                            .formatted(steps(result), result.durationMillis());
            case PLANNED -> steps(result) + " planned; nothing was changed";
            case NEWER_DATABASE ->
                    "the database has version %s, which is newer than %s; nothing was changed"
                            .formatted(result.fromVersion(), result.toVersion());
        };
    }

    private static String steps(SyncResult result) {
        return result.steps().size() == 1 ? "1 step" : result.steps().size() + " steps";
    }
}
