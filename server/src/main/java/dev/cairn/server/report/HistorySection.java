package dev.cairn.server.report;

import dev.cairn.database.audit.AuditEntry;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.HistoryResult;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;

/** How a database came to be as it is: a time line, the latest change first. */
public final class HistorySection {

    private static final int SHORT_ID = 8;
    private static final int LONGEST_DETAIL = 2_000;

    private HistorySection() {}

    /** Returns the time line. */
    public static Html of(HistoryResult history) {
        if (history.entries().isEmpty()) {
            return Element.of("p", "none").add("nothing is recorded");
        }
        Element list =
                Element.of("ol", "timeline")
                        .with("role", "list")
                        .add(history.entries().stream().map(HistorySection::entry).toList());
        return history.faults().isEmpty()
                ? list
                : Html.of(
                        Element.of("p", "problem").add(String.join("\n", history.faults())), list);
    }

    private static Element entry(AuditEntry entry) {
        AuditEvent event = entry.event();
        boolean failed = event.outcome() == AuditEvent.Outcome.FAILED;
        Element item =
                Element.of("li", failed ? "failed" : "done-entry")
                        .add(
                                Element.of("div")
                                        .add(Element.of("b").add(event.action()))
                                        .add(" " + event.subject())
                                        .add(versions(event)))
                        .add(
                                Element.of("time")
                                        .add(
                                                "%s · %s · %d ms · %s"
                                                        .formatted(
                                                                entry.at(),
                                                                entry.actor(),
                                                                event.durationMillis(),
                                                                entry.program())));
        if (!event.backupId().isEmpty()) {
            item.add(
                    Element.of("div")
                            .add(
                                    Html.text("backup "),
                                    Element.of("code").add(shortened(event.backupId(), SHORT_ID))));
        }
        if (!event.detail().isEmpty()) {
            item.add(
                    Element.of("details")
                            .add(
                                    Element.of("summary").add("what was done"),
                                    Element.of("pre", "sql")
                                            .add(shortened(event.detail(), LONGEST_DETAIL))));
        }
        return item;
    }

    private static Html versions(AuditEvent event) {
        if (event.toVersion().isEmpty() || event.fromVersion().equals(event.toVersion())) {
            return Html.none();
        }
        return Element.of("span", "tag")
                .add(
                        event.fromVersion().isEmpty()
                                ? "version " + event.toVersion()
                                : event.fromVersion() + " → " + event.toVersion());
    }

    private static String shortened(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }
}
