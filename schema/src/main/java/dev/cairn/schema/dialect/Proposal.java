package dev.cairn.schema.dialect;

import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Refusal;
import java.util.List;

/**
 * The answer of a dialect to a wanted change.
 *
 * @param steps the steps, in order
 * @param readers further steps that read what other steps make, such as the filling of an index
 * @param checks the questions that the rows must answer before
 * @param refusals the reasons why the change is impossible
 */
public record Proposal(
        List<PlanStep> steps,
        List<PlanStep> readers,
        List<DataCheck> checks,
        List<Refusal> refusals) {

    public Proposal {
        steps = List.copyOf(steps);
        readers = List.copyOf(readers);
        checks = List.copyOf(checks);
        refusals = List.copyOf(refusals);
    }

    /** Returns an answer of steps only. */
    public static Proposal of(PlanStep... steps) {
        return new Proposal(List.of(steps), List.of(), List.of(), List.of());
    }

    /** Returns a refusal. */
    public static Proposal refused(Refusal refusal) {
        return new Proposal(List.of(), List.of(), List.of(), List.of(refusal));
    }
}
