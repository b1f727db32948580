package dev.cairn.database;

import dev.cairn.schema.lint.LintFinding;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.plan.Hazard;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A plan as reports show it to people and programs.
 *
 * @param steps what would be done, in order
 * @param obstacles what forbids it, one sentence each; empty if nothing does
 * @param leftAlone objects that are not declared and stay
 * @param reversible whether it could be undone without a backup
 * @param findings what the rules of the linter find in it
 */
public record PlanReport(
        List<Step> steps,
        List<String> obstacles,
        List<String> leftAlone,
        boolean reversible,
        List<Finding> findings) {

    public PlanReport {
        steps = List.copyOf(steps);
        obstacles = List.copyOf(obstacles);
        leftAlone = List.copyOf(leftAlone);
        findings = List.copyOf(findings);
    }

    /** Returns the report of a plan that does nothing. */
    public static PlanReport empty() {
        return new PlanReport(List.of(), List.of(), List.of(), true, List.of());
    }

    /**
     * One step.
     *
     * @param kind the kind of step, such as {@code rebuild-table}
     * @param description what is done
     * @param causes why
     * @param hazards what it costs or risks, in words
     * @param risks the same as data, in the same order
     * @param statements the SQL, one statement each
     * @param reversible whether it could be undone without a backup
     */
    public record Step(
            String kind,
            String description,
            List<String> causes,
            List<String> hazards,
            List<Risk> risks,
            List<String> statements,
            boolean reversible) {

        public Step {
            causes = List.copyOf(causes);
            hazards = List.copyOf(hazards);
            risks = List.copyOf(risks);
            statements = List.copyOf(statements);
        }
    }

    /**
     * What one step costs or risks.
     *
     * @param kind what sort of cost it is, such as {@code rewrites-rows} or {@code drops-data}
     * @param table the table that is read, written or locked; empty if there is none
     * @param lock the engine's name of the lock that is taken; empty if none is
     * @param rows how many rows are read or written; 0 if none or not counted
     * @param bytes how many bytes are read or written; 0 if none or not measured
     */
    public record Risk(String kind, String table, String lock, long rows, long bytes) {

        /** Returns a cost of a plan, for programs. */
        public static Risk of(Hazard hazard) {
            return new Risk(
                    hazard.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    hazard.table().orElse(""),
                    hazard.lockMode().orElse(""),
                    hazard.rows(),
                    hazard.bytes());
        }
    }

    /**
     * One thing that a rule of the linter found.
     *
     * @param code the stable code of the rule
     * @param severity how much it matters, in one word
     * @param path the object
     * @param reason what is the matter
     * @param remedy what a person can do
     */
    public record Finding(String code, String severity, String path, String reason, String remedy) {

        /** Returns what a rule found, for programs. */
        public static Finding of(LintFinding finding) {
            return new Finding(
                    finding.code(),
                    finding.severity().word(),
                    finding.path(),
                    finding.reason(),
                    finding.remedy());
        }

        /**
         * Returns the finding with its rule; empty if another version of the program has made it,
         * whose rule is not known here.
         */
        public Optional<LintFinding> known() {
            return LintRule.ofCode(code).map(rule -> new LintFinding(rule, path, reason, remedy));
        }
    }

    /** Returns whether something forbids the plan. */
    public boolean isForbidden() {
        return !obstacles.isEmpty();
    }
}
