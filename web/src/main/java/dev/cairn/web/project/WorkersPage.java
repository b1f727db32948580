package dev.cairn.web.project;

import dev.cairn.index.project.IndexJob;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import dev.cairn.server.process.DoorContext;
import dev.cairn.server.process.ServerRecord;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;
import dev.cairn.worker.supervision.ProcessUsage;
import dev.cairn.worker.supervision.WorkerState;
import java.time.Duration;
import java.util.Optional;

/** The processes of the server. The table is the live part of the page. */
public final class WorkersPage implements Page {

    private static final String LIVE = "/workers/live";
    private static final int SECONDS = 1;
    private static final long MEGABYTE = 1_000_000;

    private final DoorContext context;
    private final PageIndex index;

    /** Makes the page. */
    public WorkersPage(DoorContext context, PageIndex index) {
        this.context = context;
        this.index = index;
    }

    /** Returns the live part as a page of its own. */
    public Page live() {
        return _ -> Reply.part(table());
    }

    @Override
    public Reply reply(PageRequest request) {
        return Reply.of(
                index.ask(
                        request.cancellation(),
                        (database, freshness) ->
                                Layout.of("Workers", request)
                                        .state(freshness.state(database.driver()))
                                        .page(
                                                Element.of("h1").add("Workers"),
                                                Element.of("div")
                                                        .with("data-live", Link.to(LIVE).text())
                                                        .with("data-every", SECONDS)
                                                        .add(table()),
                                                Element.of("p", "faint")
                                                        .add(
                                                                "Each worker is a process. One that"
                                                                    + " ends by itself is started"
                                                                    + " again, with growing pauses;"
                                                                    + " the logs are in ")
                                                        .add(
                                                                Element.of("code")
                                                                        .add(
                                                                                context.settings()
                                                                                        .database()
                                                                                        .storage()
                                                                                        .logs()
                                                                                        .toString()))
                                                        .add("."))));
    }

    private Html table() {
        ServerRecord record = context.record().get();
        Element rows = Element.of("tbody");
        rows.add(
                row(
                        "server",
                        record.phase().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                        "good",
                        record.process(),
                        record.readyAtMillis(),
                        0,
                        "",
                        record.problem()));
        record.workers().forEach(worker -> rows.add(row(worker)));
        return Html.of(
                Element.of("table", "stack workers").add(Element.of("thead").add(head()), rows),
                jobs());
    }

    private static Element head() {
        Element head = Element.of("tr");
        for (String name :
                new String[] {
                    "Worker",
                    "State",
                    "Process",
                    "Uptime",
                    "Restarts",
                    "Memory",
                    "Doing, last error"
                }) {
            boolean isNumber =
                    name.equals("Process") || name.equals("Restarts") || name.equals("Memory");
            head.add(Element.of("th", isNumber ? "number" : "text").with("scope", "col").add(name));
        }
        return head;
    }

    private static Element row(WorkerState worker) {
        return row(
                worker.name().replace('_', ' '),
                text(worker.phase()),
                style(worker.phase()),
                worker.process(),
                worker.startedAtMillis(),
                worker.restarts(),
                worker.doing(),
                worker.lastError());
    }

    private static Element row(
            String name,
            String state,
            String style,
            long process,
            long sinceMillis,
            int restarts,
            String doing,
            String lastError) {
        Optional<ProcessUsage> usage = process == 0 ? Optional.empty() : ProcessUsage.of(process);
        String memory =
                usage.map(ProcessUsage::residentBytes)
                        .filter(bytes -> bytes > 0)
                        .map(bytes -> bytes / MEGABYTE + " MB")
                        .orElse("–");
        return Element.of("tr")
                .with("data-worker", name)
                .add(
                        cell("Worker").add(Element.of("b").add(name)),
                        cell("State").add(Element.of("span", "tag " + style).add(state)),
                        cell("Process")
                                .with("class", "number")
                                .add(process == 0 ? "–" : Long.toString(process)),
                        cell("Uptime")
                                .add(
                                        process == 0 || sinceMillis == 0
                                                ? "–"
                                                : text(
                                                        Duration.ofMillis(
                                                                System.currentTimeMillis()
                                                                        - sinceMillis))),
                        cell("Restarts").with("class", "number").add(Integer.toString(restarts)),
                        cell("Memory").with("class", "number").add(memory),
                        cell("Doing")
                                .add(doing)
                                .add(
                                        lastError.isEmpty()
                                                ? Html.none()
                                                : Element.of("div", "error")
                                                        .add(
                                                                Element.of("span", "tag bad")
                                                                        .add("last error"),
                                                                Html.text(" " + lastError))));
    }

    private static Element cell(String label) {
        return Element.of("td").with("data-label", label);
    }

    private Html jobs() {
        Element list = Element.of("ul").with("role", "list");
        IndexJob.running(context.settings().run())
                .forEach(job -> list.add(Element.of("li").add(job.root() + ": " + job.text())));
        return list.parts().isEmpty()
                ? Html.none()
                : Html.of(Element.of("h2").add("Indexing now"), list);
    }

    private static String text(WorkerState.Phase phase) {
        return switch (phase) {
            case NOT_NEEDED -> "not configured";
            case STOPPED -> "stopped";
            case STARTING -> "starting";
            case RUNNING -> "running";
            case WAITING -> "restarting";
            case RESTING -> "resting";
            case GIVEN_UP -> "given up";
        };
    }

    private static String style(WorkerState.Phase phase) {
        return switch (phase) {
            case RUNNING, RESTING -> "good";
            case STARTING, WAITING -> "warn";
            case GIVEN_UP -> "bad";
            case NOT_NEEDED, STOPPED -> "off";
        };
    }

    private static String text(Duration time) {
        if (time.toMinutes() < 2) {
            return Math.max(0, time.toSeconds()) + " s";
        }
        return time.toHours() < 2
                ? time.toMinutes() + " min"
                : time.toDays() < 2 ? time.toHours() + " h" : time.toDays() + " days";
    }
}
