package dev.cairn.web.page;

import java.util.Map;

/** Pages by their paths, with the files that they load. */
public final class Pages {

    private final Map<String, Page> pages;
    private final Assets assets = new Assets();

    /** Makes the pages of a server. */
    public Pages(Map<String, Page> pages) {
        this.pages = Map.copyOf(pages);
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
