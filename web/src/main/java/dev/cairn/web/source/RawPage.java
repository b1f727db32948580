package dev.cairn.web.source;

import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageException;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;
import java.nio.charset.StandardCharsets;

/** The text of a file as it is, which a browser takes for text whatever it is. */
public final class RawPage implements Page {

    private final PageIndex index;

    /** Makes the page. */
    public RawPage(PageIndex index) {
        this.index = index;
    }

    @Override
    public Reply reply(PageRequest request) {
        ShownFile file =
                index.ask(
                        request.cancellation(),
                        (database, freshness) -> ShownFile.of(request, database, freshness));
        String text =
                file.text()
                        .orElseThrow(() ->
                                PageException.notFound(
                                        "'%s' is gone or is not text".formatted(file.path())));
        return Reply.text(text.getBytes(StandardCharsets.UTF_8));
    }
}
