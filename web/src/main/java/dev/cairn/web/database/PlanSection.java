package dev.cairn.web.database;

import dev.cairn.database.PlanReport;
import dev.cairn.database.SyncResult;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import java.util.List;

/** The steps of a plan, with what each costs or risks, and what forbids it. */
final class PlanSection {

    private static final int MOST_STATEMENTS = 20;

    private PlanSection() {}

    static Html of(SyncResult result) {
        PlanReport plan = result.plan();
        Element section = Element.of("section", "card").with("aria-label", "Plan");
        if (plan.isForbidden()) {
            section.add(
                    Element.of("p", "problem")
                            .add("It would be refused, and nothing would be changed:"),
                    list(plan.obstacles()));
        }
        if (plan.steps().isEmpty() && !plan.isForbidden()) {
            section.add(Element.of("p", "done").add("Nothing has to be done."));
        }
        Element steps = Element.of("ol", "timeline").with("role", "list");
        plan.steps().forEach(step -> steps.add(step(step)));
        if (!plan.steps().isEmpty()) {
            section.add(steps);
            section.add(
                    Element.of("p", "faint")
                            .add(
                                    plan.reversible()
                                            ? "It could be undone without a backup."
                                            : "Only a backup could undo it."));
        }
        if (!plan.leftAlone().isEmpty()) {
            section.add(
                    Element.of("p").add("Not declared, and left alone:"), list(plan.leftAlone()));
        }
        plan.findings()
                .forEach(finding ->
                        section.add(
                                Element.of("p", "note")
                                        .add(
                                                "%s (%s): %s; %s"
                                                        .formatted(
                                                                finding.path(),
                                                                finding.code(),
                                                                finding.reason(),
                                                                finding.remedy()))));
        return section;
    }

    private static Element step(PlanReport.Step step) {
        Element item = Element.of("li").add(Element.of("div").add(step.description()));
        step.hazards().forEach(hazard -> item.add(Element.of("span", "tag warn").add(hazard)));
        step.causes().forEach(cause -> item.add(Element.of("div", "faint").add(cause)));
        if (!step.statements().isEmpty()) {
            item.add(
                    Element.of("details")
                            .add(
                                    Element.of("summary").add("SQL"),
                                    Element.of("pre", "sql")
                                            .add(
                                                    String.join(
                                                            ";\n",
                                                            step.statements().stream()
                                                                    .limit(MOST_STATEMENTS)
                                                                    .toList()))));
        }
        return item;
    }

    private static Element list(List<String> sentences) {
        return Element.of("ul")
                .with("role", "list")
                .add(sentences.stream().map(sentence -> Element.of("li").add(sentence)).toList());
    }
}
