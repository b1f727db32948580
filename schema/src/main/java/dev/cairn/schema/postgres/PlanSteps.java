package dev.cairn.schema.postgres;

import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Effect;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Statement;
import dev.cairn.schema.postgres.catalog.ObjectId;
import java.util.List;

/** Makes steps of transactional statements. */
final class PlanSteps {

    private PlanSteps() {}

    static PlanStep step(Action action, ObjectId id, String description, List<String> statements) {
        Effect effect =
                switch (action) {
                    case CREATE -> Effect.NONE.making(String.join(";\n", statements));
                    case DROP -> Effect.NONE.taking(id.words());
                    default -> Effect.NONE;
                };
        return PlanStep.of(
                action,
                id.objectName(),
                description,
                effect,
                statements.stream().map(Statement::of).toList());
    }
}
