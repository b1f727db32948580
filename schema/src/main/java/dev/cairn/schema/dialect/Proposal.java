package dev.cairn.schema.dialect;

import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Refusal;
import java.util.List;

/**
 * What a dialect answers to a change that is wanted.
 *
 * @param steps the steps, in order
 * @param readers further steps that read what other steps make, such as the filling of an index
 * @param checks what the rows are asked before
 * @param refusals what no step can serve
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

    /** Returns steps that need nothing else. */
    public static Proposal of(PlanStep... steps) {
        return new Proposal(List.of(steps), List.of(), List.of(), List.of());
    }

    /** Returns a refusal. */
    public static Proposal refused(Refusal refusal) {
        return new Proposal(List.of(), List.of(), List.of(), List.of(refusal));
    }
}
