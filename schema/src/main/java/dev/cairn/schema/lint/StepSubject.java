package dev.cairn.schema.lint;

import dev.cairn.schema.plan.AddColumn;
import dev.cairn.schema.plan.DropColumn;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.RebuildTable;
import dev.cairn.schema.plan.RebuildVirtualTable;

/**
 * What a step works on.
 *
 * @param path the object
 * @param rows how many rows it reads or writes; 0 if none or not counted
 * @param renames whether it takes a name away that programs may use
 */
record StepSubject(String path, long rows, boolean renames) {

    static StepSubject of(PlanStep step) {
        return switch (step) {
            case PlanStep.CreateTable s -> named(s.table().name());
            case PlanStep.DropTable s -> counted(s.table().name(), s.rows());
            case PlanStep.RenameTable s -> new StepSubject(s.from(), 0, true);
            case AddColumn s -> named(s.table() + "." + s.column().name());
            case DropColumn s -> counted(s.table() + "." + s.column().name(), s.rows());
            case PlanStep.RenameColumn s -> new StepSubject(s.table() + "." + s.from(), 0, true);
            case PlanStep.SetNotNull s -> counted(s.table() + "." + s.column(), s.rows());
            case PlanStep.DropNotNull s -> named(s.table() + "." + s.column());
            case PlanStep.AddCheck s -> counted(s.table(), s.rows());
            case PlanStep.DropCheck s -> named(s.table());
            case PlanStep.FillColumn s -> counted(s.table() + "." + s.column(), s.rows());
            case RebuildTable s -> counted(s.target().name(), s.rows());
            case PlanStep.CreateIndex s -> counted(s.index().name(), s.rows());
            case PlanStep.DropIndex s -> named(s.index().name());
            case PlanStep.CreateVirtualTable s -> named(s.table().name());
            case PlanStep.DropVirtualTable s -> named(s.table().name());
            case RebuildVirtualTable s -> named(s.target().name());
            case PlanStep.FillVirtualTable s -> named(s.table());
            case PlanStep.CreateView s -> named(s.view().name());
            case PlanStep.DropView s -> named(s.view().name());
            case PlanStep.CreateTrigger s -> named(s.trigger().name());
            case PlanStep.DropTrigger s -> named(s.trigger().name());
        };
    }

    private static StepSubject named(String path) {
        return new StepSubject(path, 0, false);
    }

    private static StepSubject counted(String path, long rows) {
        return new StepSubject(path, rows, false);
    }
}
