package dev.cairn.schema.plan;

import java.util.List;

/**
 * How a step is undone.
 *
 * @param possible whether what was there before can be brought back
 * @param steps the steps that bring it back, in order; none if nothing is left to undo
 * @param readers further steps that read what other steps bring back, such as the filling of an
 *     index; they come after the undoing of all steps
 */
public record Undo(boolean possible, List<PlanStep> steps, List<PlanStep> readers) {

    /** What was there before is gone. */
    public static final Undo IMPOSSIBLE = new Undo(false, List.of(), List.of());

    /** Nothing is left to undo. */
    public static final Undo NOTHING = new Undo(true, List.of(), List.of());

    public Undo {
        steps = List.copyOf(steps);
        readers = List.copyOf(readers);
    }
}
