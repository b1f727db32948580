package dev.cairn.web.source;

import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageException;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;

/**
 * The warning that a file has changed: since the index read it, or since the browser got the page.
 * The browser asks for it again and again, for it is the live part of a file's page.
 */
public final class StaleBanner implements Page {

    private static final int SECONDS = 3;
    private static final String GONE =
            "This file is gone, or out of the index, since the page was made.";

    private final PageIndex index;

    /** Makes the part that a browser asks for. */
    public StaleBanner(PageIndex index) {
        this.index = index;
    }

    /** Returns the element that holds the banner, with the banner if there is a reason for one. */
    static Html of(ShownFile file) {
        return Element.of("div")
                .with(
                        "data-live",
                        FileHead.link("/file/state", file).with("hash", file.sha256()).text())
                .with("data-every", SECONDS)
                .with("aria-live", "polite")
                .add(content(file, file.sha256()));
    }

    @Override
    public Reply reply(PageRequest request) {
        try {
            ShownFile file =
                    index.ask(
                            request.cancellation(),
                            (database, freshness) -> ShownFile.of(request, database, freshness));
            return Reply.part(content(file, request.text("hash")));
        } catch (PageException e) {
            if (e.status() != PageException.NOT_FOUND) {
                throw e;
            }
            return Reply.part(banner(GONE));
        }
    }

    private static Html content(ShownFile file, String hashOfPage) {
        if (file.text().isEmpty() && !hashOfPage.isEmpty()) {
            return banner(GONE);
        }
        if (!file.sha256().equals(hashOfPage)) {
            return banner("This file has changed on the disk since the page was made. ")
                    .add(
                            Element.of("a")
                                    .to(FileHead.link("/file", file))
                                    .add("Show it as it is now"));
        }
        return file.isStale()
                ? banner(
                        "This file has changed since it was indexed: the source is that of the"
                                + " disk, outline and references are older.")
                : Html.none();
    }

    private static Element banner(String text) {
        return Layout.banner(text);
    }
}
