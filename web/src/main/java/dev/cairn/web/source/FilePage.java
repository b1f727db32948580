package dev.cairn.web.source;

import dev.cairn.index.answer.IndexState;
import dev.cairn.index.reference.FileStructure;
import dev.cairn.index.reference.Outline;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.web.page.CodeLinks;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;
import java.util.HashMap;
import java.util.Map;

/**
 * A file: its outline and its source in pages of lines. What it imports, and who imports it, takes
 * longer to find, so a browser asks for that afterwards ({@link FileImportsPage}).
 */
public final class FilePage implements Page {

    private final PageIndex index;
    private final HighlightCache highlights;

    /** Makes the page. */
    public FilePage(PageIndex index, HighlightCache highlights) {
        this.index = index;
        this.highlights = highlights;
    }

    private record Content(ShownFile file, Outline outline) {}

    @Override
    public Reply reply(PageRequest request) {
        Content content =
                index.ask(
                        request.cancellation(),
                        (database, freshness) -> {
                            ShownFile file = ShownFile.of(request, database, freshness);
                            FileStructure structure = new FileStructure(database, freshness);
                            return new Content(file, structure.outline(file.indexed()));
                        });
        ShownFile file = content.file;
        return Reply.of(
                Layout.of(file.path(), request)
                        .state(content.outline.index())
                        .banner(StaleBanner.of(file))
                        .wide()
                        .page(
                                FileHead.crumbs(file),
                                Element.of("h1", "hidden").add(file.path()),
                                file.text().isEmpty()
                                        ? Layout.note(FileHead.reasonWithoutText(file))
                                        : reader(content, request)));
    }

    private Html reader(Content content, PageRequest request) {
        ShownFile file = content.file;
        String text = file.text().orElse("");
        Highlights pieces =
                file.isSafeToParse()
                        ? highlights.of(file.language(), file.sha256(), text)
                        : Highlights.NONE;
        CodeView view = new CodeView(text, pieces, definitions(content));
        LinePages pages = new LinePages(file, view.lines(), request.number("page", 1, 1, 1 << 20));
        return Html.of(
                FileHead.facts(file, view.lines()),
                Element.of("div", "reader")
                        .add(
                                FilePanels.outline(file, content.outline, pages),
                                Element.of("section")
                                        .with("aria-label", "Source")
                                        .add(
                                                pages.navigation(),
                                                view.html(pages.first(), pages.last()),
                                                pages.navigation()),
                                FilePanels.importsLater(file)));
    }

    private static Map<Long, String> definitions(Content content) {
        Map<Long, String> byLine = new HashMap<>();
        content.outline
                .entries()
                .forEach(entry ->
                        byLine.put(entry.definition().line(), entry.definition().qualifiedName()));
        return byLine;
    }

    /** The pages of a long file. */
    static final class LinePages {

        private final ShownFile file;
        private final int lines;
        private final int page;
        private final int count;

        LinePages(ShownFile file, int lines, int asked) {
            this.file = file;
            this.lines = lines;
            this.count = Math.max(1, (lines + CodeLinks.PAGE_LINES - 1) / CodeLinks.PAGE_LINES);
            this.page = Math.min(asked, count);
        }

        int first() {
            return (page - 1) * CodeLinks.PAGE_LINES + 1;
        }

        int last() {
            return Math.min(lines, page * CodeLinks.PAGE_LINES);
        }

        boolean has(long line) {
            return line >= first() && line <= last();
        }

        /** Returns the ways to the other pages; nothing if there is one page. */
        Html navigation() {
            if (count == 1) {
                return Html.none();
            }
            Element navigation =
                    Element.of("nav", "pages")
                            .with("aria-label", "Pages of the file")
                            .add(step(1, "First", page > 1), step(page - 1, "Back", page > 1))
                            .add(
                                    Element.of("span", "faint")
                                            .add(
                                                    "lines %s to %s of %s"
                                                            .formatted(
                                                                    IndexState.number(first()),
                                                                    IndexState.number(last()),
                                                                    IndexState.number(lines))));
            return navigation.add(
                    step(page + 1, "Next", page < count), step(count, "Last", page < count));
        }

        private Html step(int to, String name, boolean possible) {
            return possible
                    ? Element.of("a", "button")
                            .to(FileHead.link("/file", file).with("page", to))
                            .add(name)
                    : Html.none();
        }
    }
}
