package dev.cairn.schema.plan;

import dev.cairn.schema.ObjectName;
import java.util.List;
import java.util.Locale;

/**
 * One step of a plan. The dialect of an engine writes it; all other code only reads it.
 *
 * @param action what it does
 * @param object to what
 * @param description what is done, in words, such as {@code create table 'notes'}
 * @param effect what the schema and the rows are afterwards
 * @param statements the SQL, in order
 * @param hazards what it costs or risks
 * @param causes why it is done, one reason each
 * @param undo how it is undone; the steps that undo it have no undoing of their own
 */
public record PlanStep(
        Action action,
        ObjectName object,
        String description,
        Effect effect,
        List<Statement> statements,
        List<Hazard> hazards,
        List<String> causes,
        Undo undo) {

    public PlanStep {
        statements = List.copyOf(statements);
        hazards = List.copyOf(hazards);
        causes = List.copyOf(causes);
    }

    /** Returns a step without hazards that cannot be undone. */
    public static PlanStep of(
            Action action,
            ObjectName object,
            String description,
            Effect effect,
            List<Statement> statements) {
        return new PlanStep(
                action,
                object,
                description,
                effect,
                statements,
                List.of(),
                List.of(),
                Undo.IMPOSSIBLE);
    }

    /** Returns the same step with hazards. */
    public PlanStep risking(List<Hazard> risks) {
        return new PlanStep(action, object, description, effect, statements, risks, causes, undo);
    }

    /** Returns the same step with its reasons. */
    public PlanStep because(List<String> reasons) {
        return new PlanStep(
                action, object, description, effect, statements, hazards, reasons, undo);
    }

    /** Returns the same step that is undone by others, whose reason is this one. */
    public PlanStep undoneBy(PlanStep... steps) {
        return undoneBy(List.of(steps), List.of());
    }

    /**
     * Returns the same step that is undone by others, whose reason is this one.
     *
     * @param readers steps that read what other steps bring back
     */
    public PlanStep undoneBy(List<PlanStep> steps, List<PlanStep> readers) {
        Undo back =
                new Undo(
                        true,
                        steps.stream().map(this::undo).toList(),
                        readers.stream().map(this::undo).toList());
        return new PlanStep(action, object, description, effect, statements, hazards, causes, back);
    }

    private PlanStep undo(PlanStep step) {
        return step.because(List.of("undoes: " + description));
    }

    /**
     * Returns whether the step runs outside of the transaction of the plan, after it. Such a step
     * is not undone when a later one fails; it is safe to run the plan again.
     */
    public boolean isOnline() {
        return statements.stream().anyMatch(statement -> !statement.inTransaction());
    }

    /** Returns the action and its object as one word, such as {@code create-table}. */
    public String kind() {
        return (action + "-" + object.kind()).toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
