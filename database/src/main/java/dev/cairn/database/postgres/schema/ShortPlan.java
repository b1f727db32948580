package dev.cairn.database.postgres.schema;

import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaPlan;
import dev.cairn.schema.plan.Statement;
import java.util.Collection;
import java.util.List;

/**
 * Plans that are their own rehearsal: they take about as long as a rehearsal would, and leave
 * nothing behind when they fail. One transaction is rolled back; steps after it are undone by
 * others, and are left to a rehearsal if one of them cannot be.
 */
public final class ShortPlan {

    /** The most rows that are read while a table is locked. */
    private static final long MOST_LOCKED_ROWS = 100_000;

    /** The most rows that are read by steps that let others work; each million takes a second. */
    private static final long MOST_ROWS = 2_000_000;

    /** A counter that was set is not set back by a rollback. */
    private static final String SETS_COUNTER = "setval(";

    private ShortPlan() {}

    /** Returns whether a plan is one. */
    public static boolean isShort(SchemaPlan plan) {
        List<PlanStep> online = plan.steps().stream().filter(PlanStep::isOnline).toList();
        List<PlanStep> inTransaction =
                plan.steps().stream().filter(step -> !step.isOnline()).toList();
        return (online.isEmpty() || plan.asksRowsItself())
                && plan.steps().stream().allMatch(ShortPlan::keepsAll)
                && rows(inTransaction) <= MOST_LOCKED_ROWS
                && rows(online) <= MOST_ROWS;
    }

    private static boolean keepsAll(PlanStep step) {
        boolean setsCounter =
                step.statements().stream()
                        .map(Statement::sql)
                        .anyMatch(sql -> sql.contains(SETS_COUNTER));
        return !setsCounter
                && step.hazards().stream()
                        .map(Hazard::kind)
                        .allMatch(kind ->
                                kind == Hazard.Kind.LOCKS || kind == Hazard.Kind.SCANS_ROWS);
    }

    private static long rows(Collection<PlanStep> steps) {
        return steps.stream()
                .flatMap(step -> step.hazards().stream())
                .mapToLong(Hazard::rows)
                .sum();
    }
}
