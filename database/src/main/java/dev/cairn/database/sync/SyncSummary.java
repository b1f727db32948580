package dev.cairn.database.sync;

import dev.cairn.database.PlanReport;
import dev.cairn.database.SyncResult;
import dev.cairn.database.backup.BackupBeforeChange;
import dev.cairn.schema.Difference;
import dev.cairn.schema.lint.LintFinding;
import dev.cairn.schema.lint.LintOptions;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.lint.PlanLint;
import dev.cairn.schema.plan.AddColumn;
import dev.cairn.schema.plan.DropColumn;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.RebuildTable;
import dev.cairn.schema.plan.RebuildVirtualTable;
import dev.cairn.schema.plan.SchemaPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a plan does, sorted by kind of object, for those who are told the result. */
final class SyncSummary {

    private final Map<String, String> created = new LinkedHashMap<>();
    private final Map<String, String> dropped = new LinkedHashMap<>();
    private final List<Difference> served;
    private final SchemaPlan plan;

    SyncSummary(SchemaPlan plan, List<Difference> differences) {
        this.plan = plan;
        this.served =
                differences.stream().filter(each -> !plan.leftAlone().contains(each)).toList();
        plan.steps().forEach(this::take);
    }

    private void take(PlanStep step) {
        switch (step) {
            case PlanStep.CreateTable s -> created.put("table " + s.table().name(), "");
            case PlanStep.DropTable s -> dropped.put("table " + s.table().name(), "");
            case PlanStep.CreateIndex s ->
                    created.put("index " + s.index().name(), s.index().sql());
            case PlanStep.DropIndex s -> dropped.put("index " + s.index().name(), s.index().sql());
            case PlanStep.CreateVirtualTable s -> created.put("virtual " + s.table().name(), "");
            case PlanStep.DropVirtualTable s -> dropped.put("virtual " + s.table().name(), "");
            case RebuildVirtualTable s -> {
                created.put("virtual " + s.target().name(), s.target().sql());
                dropped.put("virtual " + s.live().name(), s.live().sql());
            }
            case PlanStep.CreateView s -> created.put("view " + s.view().name(), s.view().sql());
            case PlanStep.DropView s -> dropped.put("view " + s.view().name(), s.view().sql());
            case PlanStep.CreateTrigger s ->
                    created.put("trigger " + s.trigger().name(), s.trigger().sql());
            case PlanStep.DropTrigger s ->
                    dropped.put("trigger " + s.trigger().name(), s.trigger().sql());
            case PlanStep.RenameTable s -> {
                created.put("table " + s.to(), s.to());
                dropped.put("table " + s.from(), s.from());
            }
            case PlanStep.RenameColumn ignored -> {}
            case AddColumn ignored -> {}
            case DropColumn ignored -> {}
            case PlanStep.SetNotNull ignored -> {}
            case PlanStep.DropNotNull ignored -> {}
            case PlanStep.AddCheck ignored -> {}
            case PlanStep.DropCheck ignored -> {}
            case PlanStep.FillColumn ignored -> {}
            case RebuildTable ignored -> {}
            case PlanStep.FillVirtualTable ignored -> {}
        }
    }

    SyncResult result(
            SyncResult.Outcome outcome,
            String fromVersion,
            String toVersion,
            List<String> migrations,
            List<Obstacle> obstacles,
            BackupBeforeChange backup,
            long durationMillis,
            List<String> warnings) {
        List<String> steps = new ArrayList<>(migrations);
        plan.steps().forEach(step -> steps.add(step.description()));
        return new SyncResult(
                outcome,
                fromVersion,
                toVersion,
                names("table ", created, dropped),
                names("table ", dropped, created),
                paths(Difference.Kind.COLUMN_MISSING),
                paths(Difference.Kind.COLUMN_UNDECLARED),
                modifiedColumns(),
                names("index ", created, dropped),
                names("index ", dropped, created),
                names("trigger ", created, dropped),
                names("trigger ", dropped, created),
                names("view ", created, dropped),
                names("view ", dropped, created),
                names("virtual ", created, dropped),
                names("virtual ", dropped, created),
                steps,
                backup.path(),
                backup.id(),
                durationMillis,
                warnings,
                report(obstacles));
    }

    /** What was only taken away for a while is not told. */
    private static List<String> names(
            String prefix, Map<String, String> of, Map<String, String> other) {
        return of.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .filter(entry -> !entry.getValue().equals(other.get(entry.getKey())))
                .map(entry -> entry.getKey().substring(prefix.length()))
                .toList();
    }

    private List<String> paths(Difference.Kind kind) {
        return served.stream()
                .filter(difference -> difference.kind() == kind)
                .map(Difference::path)
                .toList();
    }

    private List<String> modifiedColumns() {
        return served.stream()
                .filter(difference -> difference.kind().name().startsWith("COLUMN_"))
                .filter(difference -> difference.kind() != Difference.Kind.COLUMN_MISSING)
                .filter(difference -> difference.kind() != Difference.Kind.COLUMN_UNDECLARED)
                .filter(difference -> difference.member().isPresent())
                .map(Difference::path)
                .distinct()
                .toList();
    }

    PlanReport report(List<Obstacle> obstacles) {
        List<String> forbidding = new ArrayList<>();
        plan.refusals().forEach(refusal -> forbidding.add(refusal.message()));
        obstacles.forEach(obstacle -> forbidding.add(obstacle.message()));
        return new PlanReport(
                plan.steps().stream().map(SyncSummary::step).toList(),
                forbidding,
                plan.leftAlone().stream().map(Difference::path).toList(),
                plan.isReversible(),
                findings(obstacles));
    }

    /** Refusals and rows that stand in the way are found too, before what the steps cost. */
    private List<PlanReport.Finding> findings(List<Obstacle> obstacles) {
        List<PlanReport.Finding> findings = new ArrayList<>();
        for (Obstacle obstacle : obstacles) {
            findings.add(
                    PlanReport.Finding.of(
                            new LintFinding(
                                    LintRule.PLAN_REFUSED,
                                    obstacle.subject(),
                                    obstacle.reason(),
                                    obstacle.remedy())));
        }
        PlanLint.lint(plan, LintOptions.usual())
                .forEach(finding -> findings.add(PlanReport.Finding.of(finding)));
        return findings;
    }

    private static PlanReport.Step step(PlanStep step) {
        return new PlanReport.Step(
                step.getClass().getSimpleName(),
                step.description(),
                step.causes(),
                step.hazards().stream().map(Hazard::message).toList(),
                step.statements(),
                step.reverse().isPresent());
    }
}
