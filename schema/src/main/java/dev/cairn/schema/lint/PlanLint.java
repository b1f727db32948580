package dev.cairn.schema.lint;

import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.SchemaPlan;
import java.util.List;

/** The linter for plans: finds costs and risks. */
public final class PlanLint {

    private final LintOptions options;
    private final Findings findings;

    private PlanLint(LintOptions options) {
        this.options = options;
        this.findings = new Findings(options.ignored());
    }

    /** Returns what the rules find in a plan: its refusals, then its steps in their order. */
    public static List<LintFinding> lint(SchemaPlan plan, LintOptions options) {
        PlanLint lint = new PlanLint(options);
        plan.refusals()
                .forEach(refusal ->
                        lint.findings.add(
                                LintRule.PLAN_REFUSED,
                                refusal.path(),
                                refusal.reason(),
                                refusal.remedy()));
        plan.steps().forEach(lint::check);
        return lint.findings.list();
    }

    private void check(PlanStep step) {
        step.hazards().forEach(hazard -> check(step, hazard));
        if (step.effect().newName().isPresent()) {
            add(
                    LintRule.STEP_RENAMES,
                    step,
                    "programs that use the old name fail from then on",
                    "change them together, or keep a view of the old name for a time");
        }
        if (!step.undo().possible()) {
            add(
                    LintRule.STEP_IRREVERSIBLE,
                    step,
                    "what was there before cannot be brought back without a backup",
                    "keep the backup");
        }
    }

    private void check(PlanStep step, Hazard hazard) {
        boolean many = step.effect().rows() >= options.manyRows();
        switch (hazard.kind()) {
            case DROPS_DATA ->
                    add(
                            LintRule.STEP_DROPS_DATA,
                            step,
                            hazard.message(),
                            "make sure that nothing needs it, and keep the backup");
            case REWRITES_ROWS ->
                    addIf(
                            many,
                            LintRule.STEP_REWRITES_MANY_ROWS,
                            step,
                            hazard.message() + "; other writers wait meanwhile");
            case SCANS_ROWS ->
                    addIf(
                            many,
                            LintRule.STEP_READS_MANY_ROWS,
                            step,
                            hazard.message() + "; other writers wait meanwhile");
            case CHANGES_VALUES ->
                    add(
                            LintRule.STEP_CHANGES_VALUES,
                            step,
                            hazard.message(),
                            "look at some rows of a copy first");
            case LOCKS -> {}
            case CHANGES_ROW_IDS ->
                    add(
                            LintRule.STEP_CHANGES_ROW_IDS,
                            step,
                            hazard.message(),
                            "give the table an INTEGER PRIMARY KEY if anything keeps row ids");
        }
    }

    private void addIf(boolean many, LintRule rule, PlanStep step, String reason) {
        if (many) {
            add(rule, step, reason, "choose an hour at which few write");
        }
    }

    private void add(LintRule rule, PlanStep step, String reason, String remedy) {
        findings.add(rule, step.object().path(), step.description() + ": " + reason, remedy);
    }
}
