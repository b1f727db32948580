package dev.cairn.database.sync;

import dev.cairn.database.PlanReport;
import dev.cairn.database.SyncResult;
import dev.cairn.database.SyncResult.ObjectChanges;
import dev.cairn.database.backup.BackupBeforeChange;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Difference.Change;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.ObjectName;
import dev.cairn.schema.lint.LintFinding;
import dev.cairn.schema.lint.LintOptions;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.lint.PlanLint;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaPlan;
import dev.cairn.schema.plan.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a plan does, by kind of object, for the result of a sync. */
final class SyncSummary {

    /** The texts of objects by their names; what is only taken away for a while is in both. */
    private final Map<ObjectName, String> created = new LinkedHashMap<>();

    private final Map<ObjectName, String> dropped = new LinkedHashMap<>();
    private final List<Difference> served;
    private final SchemaPlan plan;

    SyncSummary(SchemaPlan plan, List<Difference> differences) {
        this.plan = plan;
        this.served =
                differences.stream().filter(each -> !plan.leftAlone().contains(each)).toList();
        plan.steps().forEach(this::take);
    }

    private void take(PlanStep step) {
        ObjectName name = step.object();
        step.effect().before().ifPresent(text -> dropped.put(name, text));
        ObjectName after =
                step.effect()
                        .newName()
                        .map(newName -> ObjectName.of(name.kind(), newName))
                        .orElse(name);
        step.effect().after().ifPresent(text -> created.put(after, text));
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
                changes(),
                steps,
                backup.path(),
                backup.id(),
                durationMillis,
                warnings,
                report(obstacles));
    }

    private List<ObjectChanges> changes() {
        return Stream.of(ObjectKind.values())
                .map(this::changes)
                .filter(changes -> !changes.isEmpty())
                .toList();
    }

    private ObjectChanges changes(ObjectKind kind) {
        return kind == ObjectKind.COLUMN
                ? new ObjectChanges(
                        kind,
                        columns(Change.MISSING),
                        columns(Change.UNDECLARED),
                        columns(Change.RENAMED, Change.CHANGED))
                : new ObjectChanges(
                        kind,
                        names(kind, created, dropped),
                        names(kind, dropped, created),
                        List.of());
    }

    /** An object that was only taken away for a while is not reported. */
    private static List<String> names(
            ObjectKind kind, Map<ObjectName, String> of, Map<ObjectName, String> other) {
        return of.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .filter(entry -> !entry.getValue().equals(other.get(entry.getKey())))
                .map(entry -> entry.getKey().name())
                .toList();
    }

    private List<String> columns(Change... changes) {
        return served.stream()
                .filter(difference -> difference.kind() == ObjectKind.COLUMN)
                .filter(difference -> List.of(changes).contains(difference.change()))
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
                step.kind(),
                step.description(),
                step.causes(),
                step.hazards().stream().map(Hazard::message).toList(),
                step.hazards().stream().map(PlanReport.Risk::of).toList(),
                step.statements().stream().map(Statement::sql).toList(),
                step.undo().possible());
    }
}
