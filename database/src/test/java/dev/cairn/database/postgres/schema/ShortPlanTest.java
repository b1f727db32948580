package dev.cairn.database.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.ObjectName;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Effect;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaPlan;
import dev.cairn.schema.plan.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortPlanTest {

    private static PlanStep step(Statement statement, Hazard... hazards) {
        return PlanStep.of(
                        Action.ALTER,
                        ObjectName.of(ObjectKind.TABLE, "t"),
                        "change t",
                        Effect.NONE,
                        List.of(statement))
                .risking(List.of(hazards));
    }

    private static PlanStep undone(PlanStep step) {
        return step.undoneBy(step(Statement.of("undo")));
    }

    private static boolean isShort(PlanStep... steps) {
        return ShortPlan.isShort(
                new SchemaPlan("", List.of(steps), List.of(), List.of(), List.of()));
    }

    @Test
    void oneTransactionThatWritesNoRowsIsShort() {
        assertThat(
                        isShort(
                                step(
                                        Statement.of("ALTER TABLE t ADD COLUMN n int"),
                                        Hazard.locks("ACCESS EXCLUSIVE", "t", "all wait")),
                                step(Statement.of("ALTER TABLE t ADD"), Hazard.scans(5_000, "t"))))
                .isTrue();
    }

    @Test
    void aTransactionThatWritesOrDropsOrReadsManyRowsIsRehearsed() {
        Statement statement = Statement.of("ALTER TABLE t");
        assertThat(isShort(step(statement, Hazard.rewrites(1, "t")))).isFalse();
        assertThat(isShort(step(statement, Hazard.drops("column 'n'")))).isFalse();
        assertThat(isShort(step(statement, new Hazard(Hazard.Kind.CHANGES_VALUES, "changes"))))
                .isFalse();
        assertThat(
                        isShort(
                                step(statement, Hazard.scans(60_000, "t")),
                                step(statement, Hazard.scans(60_000, "t"))))
                .isFalse();
    }

    @Test
    void aCounterThatIsSetIsNotSetBackByARollback() {
        assertThat(isShort(step(Statement.of("SELECT setval('s', 5)")))).isFalse();
    }

    @Test
    void stepsAfterTheTransactionAreShortIfAllOfThePlanCanBeUndone() {
        PlanStep inside = step(Statement.of("ALTER TABLE t ADD CONSTRAINT c NOT VALID"));
        PlanStep outside =
                step(
                        Statement.outside("ALTER TABLE t VALIDATE CONSTRAINT c"),
                        Hazard.scans(1_000_000, "t"));

        assertThat(isShort(undone(inside), undone(outside))).isTrue();
        assertThat(isShort(inside, undone(outside))).isFalse();
        assertThat(isShort(undone(inside), outside)).isFalse();
        assertThat(isShort(undone(outside), undone(outside), undone(outside))).isFalse();
    }
}
