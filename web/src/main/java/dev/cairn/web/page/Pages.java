package dev.cairn.web.page;

import dev.cairn.server.process.DoorContext;
import dev.cairn.web.http.Session;
import java.util.Map;

/** All pages by their paths. */
public final class Pages {

    private final Map<String, Page> pages;
    private final Assets assets = new Assets();

    /** Makes the pages of a server. */
    public Pages(DoorContext context, PageIndex index, Session session) {
        this.pages =
                Map.of(
                        "/", new SearchPage(index),
                        "/search", new SearchPage(index),
                        "/login", new LoginPage(session));
    }

    /**
     * Answers a request.
     *
     * @throws PageException if there is no such page
     */
    Reply reply(PageRequest request) {
        Page page = pages.get(request.path());
        if (page != null) {
            return page.reply(request);
        }
        return assets.named(request.path())
                .orElseThrow(
                        () -> PageException.notFound("there is no page '" + request.path() + "'"));
    }

    /** Returns the page that says what is wrong. */
    Reply failure(int status, String message, boolean loggedIn) {
        return Reply.of(status, FailurePage.of(status, message, loggedIn));
    }
}
