package dev.cairn.database.migration;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes into the two files of a new migration.
 *
 * @param up the way forward
 * @param down the way back
 * @param warnings what a person should look at
 */
record MigrationTexts(String up, String down, List<String> warnings) {

    MigrationTexts {
        warnings = List.copyOf(warnings);
    }

    /** Returns texts for a person to fill. */
    static MigrationTexts empty(String name) {
        String words = name.replace('_', ' ');
        return new MigrationTexts(
                "-- "
                        + words
                        + "\n-- The statements run in a transaction, with foreign keys checked at"
                        + " its end.\n",
                "-- undo: " + words + "\n",
                List.of());
    }

    /**
     * Returns the text of a plan.
     *
     * @param title the first line
     * @param remarks lines that stand before the statements
     */
    static String of(String title, List<String> remarks, SchemaPlan plan) {
        return of(title, remarks, plan.checks(), plan.steps());
    }

    /** Returns the text of these steps, after checks that refuse what would lose data. */
    static String of(
            String title, List<String> remarks, List<DataCheck> checks, List<PlanStep> steps) {
        List<String> lines = new ArrayList<>();
        lines.add(comment(title));
        remarks.forEach(remark -> lines.add(comment(remark)));
        checks.forEach(check -> guard(check, lines));
        for (PlanStep step : steps) {
            lines.add("");
            lines.add(comment(step.description()));
            step.statements().forEach(statement -> lines.add(ended(statement.sql())));
        }
        return String.join("\n", lines) + "\n";
    }

    /** A constraint fails if there are such rows, and its name says why. */
    private static void guard(DataCheck check, List<String> lines) {
        String reason = check.subject() + ": rows " + check.problem();
        lines.add("");
        lines.add(comment("refuse to " + reason + "; " + check.remedy()));
        lines.add(
                "CREATE TEMP TABLE cairn_guard(obstacles CONSTRAINT "
                        + Identifier.quote(reason)
                        + " CHECK (obstacles = 0), asked);");
        lines.add(ended("INSERT INTO cairn_guard " + check.countSql()));
        lines.add("DROP TABLE temp.cairn_guard;");
    }

    private static String comment(String text) {
        return "-- " + text.replaceAll("\\s+", " ");
    }

    /** A semicolon behind a line comment would belong to the comment. */
    private static String ended(String statement) {
        return statement + (statement.contains("--") ? "\n;" : ";");
    }
}
