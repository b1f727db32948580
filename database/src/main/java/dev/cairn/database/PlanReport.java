package dev.cairn.database;

import java.util.List;

/**
 * A plan as it is told to people and programs.
 *
 * @param steps what would be done, in order
 * @param obstacles what forbids it, one sentence each; empty if nothing does
 * @param leftAlone objects that are not declared and stay
 * @param reversible whether it could be undone without a backup
 */
public record PlanReport(
        List<Step> steps, List<String> obstacles, List<String> leftAlone, boolean reversible) {

    public PlanReport {
        steps = List.copyOf(steps);
        obstacles = List.copyOf(obstacles);
        leftAlone = List.copyOf(leftAlone);
    }

    /** Returns the report of a plan that does nothing. */
    public static PlanReport empty() {
        return new PlanReport(List.of(), List.of(), List.of(), true);
    }

    /**
     * One step.
     *
     * @param kind the kind of step, such as {@code RebuildTable}
     * @param description what is done
     * @param causes why
     * @param hazards what it costs or risks
     * @param statements the SQL, one statement each
     * @param reversible whether it could be undone without a backup
     */
    public record Step(
            String kind,
            String description,
            List<String> causes,
            List<String> hazards,
            List<String> statements,
            boolean reversible) {

        public Step {
            causes = List.copyOf(causes);
            hazards = List.copyOf(hazards);
            statements = List.copyOf(statements);
        }
    }

    /** Returns whether something forbids the plan. */
    public boolean isForbidden() {
        return !obstacles.isEmpty();
    }
}
