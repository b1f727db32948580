package dev.cairn.schema.plan;

import dev.cairn.schema.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a database gets to its declared schema.
 *
 * @param fingerprint the {@link SchemaFingerprint} of the schema that the plan starts from; it is
 *     good for no other
 * @param steps what is done, in order
 * @param checks what the rows are asked before
 * @param refusals differences that no step can serve; a plan that has any is not carried out
 * @param leftAlone objects that are not declared and stay
 */
public record SchemaPlan(
        String fingerprint,
        List<PlanStep> steps,
        List<DataCheck> checks,
        List<Refusal> refusals,
        List<Difference> leftAlone) {

    public SchemaPlan {
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
        refusals = List.copyOf(refusals);
        leftAlone = List.copyOf(leftAlone);
    }

    /**
     * Returns the same plan after other steps.
     *
     * @param first these steps
     * @param start the fingerprint of the schema before them
     */
    public SchemaPlan after(List<PlanStep> first, String start) {
        List<PlanStep> all = new ArrayList<>(first);
        all.addAll(steps);
        return new SchemaPlan(start, all, checks, refusals, leftAlone);
    }

    /** Returns whether nothing has to be done and nothing is refused. */
    public boolean isEmpty() {
        return steps.isEmpty() && refusals.isEmpty();
    }

    /**
     * Returns whether the plan asks the rows itself: each step can be undone, and some read the
     * rows after the transaction. When one of those fails the plan is undone as a whole, so its
     * checks need not be asked before.
     */
    public boolean asksRowsItself() {
        return isReversible() && steps.stream().anyMatch(PlanStep::isOnline);
    }

    /** Returns whether carrying the plan out can be undone without a backup. */
    public boolean isReversible() {
        return steps.stream().allMatch(step -> step.undo().possible());
    }

    /**
     * Returns the steps that undo the plan, in order; empty if something would be lost. What reads
     * other objects is filled last, when they have their former names again.
     */
    public Optional<List<PlanStep>> reverse() {
        if (!isReversible()) {
            return Optional.empty();
        }
        List<PlanStep> undone = new ArrayList<>();
        List<PlanStep> readers = new ArrayList<>();
        for (PlanStep step : steps.reversed()) {
            undone.addAll(step.undo().steps());
            readers.addAll(step.undo().readers());
        }
        undone.addAll(readers);
        return Optional.of(List.copyOf(undone));
    }
}
