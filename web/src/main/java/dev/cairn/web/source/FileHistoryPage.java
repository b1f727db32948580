package dev.cairn.web.source;

import dev.cairn.index.scan.FileHistory;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The commits that changed a file. */
public final class FileHistoryPage implements Page {

    private static final int MOST_COMMITS = 100;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int SHORT_HASH = 10;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final PageIndex index;

    /** Makes the page. */
    public FileHistoryPage(PageIndex index) {
        this.index = index;
    }

    @Override
    public Reply reply(PageRequest request) {
        return Reply.of(
                index.ask(
                        request.cancellation(),
                        (database, freshness) -> {
                            ShownFile file = ShownFile.of(request, database, freshness);
                            return Layout.of("History of " + file.path(), request)
                                    .state(freshness.state(database.driver()))
                                    .page(
                                            FileHead.crumbs(file),
                                            Element.of("h1").add("History"),
                                            history(file),
                                            FileHead.back(file));
                        }));
    }

    private static Html history(ShownFile file) {
        FileHistory history =
                FileHistory.of(file.project().root(), file.path(), MOST_COMMITS, LONGEST);
        if (history.changes().isEmpty()) {
            return Layout.note(
                    history.inRepository()
                            ? "No commit has this file."
                            : "The project is in no repository of git.");
        }
        Element list =
                Element.of("ol", "timeline")
                        .with("role", "list")
                        .add(history.changes().stream().map(FileHistoryPage::change).toList());
        return history.complete()
                ? list
                : Html.of(list, Element.of("p", "faint").add("and older commits"));
    }

    private static Element change(FileHistory.Change change) {
        String hash = change.commit().substring(0, SHORT_HASH);
        return Element.of("li")
                .add(Element.of("div").add(change.subject()))
                .add(
                        Element.of("time")
                                .add(TIME.format(change.at()) + " · " + change.author() + " · "))
                .add(Element.of("code").add(hash));
    }
}
