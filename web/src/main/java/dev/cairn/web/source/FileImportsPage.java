package dev.cairn.web.source;

import dev.cairn.index.reference.FileStructure;
import dev.cairn.index.reference.ImportsAnswer;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;

/**
 * What a file imports and which files import it: a part of the file's page, or a page of its own.
 */
public final class FileImportsPage implements Page {

    private final PageIndex index;

    /** Makes the page. */
    public FileImportsPage(PageIndex index) {
        this.index = index;
    }

    private record Content(ShownFile file, ImportsAnswer imports, ImportsAnswer importers) {}

    @Override
    public Reply reply(PageRequest request) {
        Content content =
                index.ask(
                        request.cancellation(),
                        (database, freshness) -> {
                            ShownFile file = ShownFile.of(request, database, freshness);
                            FileStructure structure = new FileStructure(database, freshness);
                            return new Content(
                                    file,
                                    structure.imports(file.indexed()),
                                    structure.importers(file.indexed()));
                        });
        Html panel = FilePanels.imports(content.imports, content.importers);
        if (request.some("part").isPresent()) {
            return Reply.part(panel);
        }
        return Reply.of(
                Layout.of("Imports of " + content.file.path(), request)
                        .state(content.imports.index())
                        .page(
                                FileHead.crumbs(content.file),
                                Element.of("h1").add("Imports and importers"),
                                panel,
                                FileHead.back(content.file)));
    }
}
