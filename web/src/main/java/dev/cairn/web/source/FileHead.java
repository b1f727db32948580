package dev.cairn.web.source;

import dev.cairn.index.answer.IndexState;
import dev.cairn.index.store.KnownFile;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import dev.cairn.web.page.CodeLinks;
import java.util.Optional;

/** What is above the source of a file: where it is, and what is known of it. */
final class FileHead {

    private FileHead() {}

    /** Returns the folders of the file, each a link to the map. */
    static Element crumbs(ShownFile file) {
        String project = file.project().id();
        Element crumbs =
                Element.of("nav", "crumbs")
                        .with("aria-label", "Folders")
                        .add(
                                Element.of("a")
                                        .to(Link.to("/map").with("project", project))
                                        .add(file.project().name()));
        int from = 0;
        for (int slash = file.path().indexOf('/');
                slash >= 0;
                slash = file.path().indexOf('/', from)) {
            crumbs.add(" / ")
                    .add(
                            Element.of("a")
                                    .to(
                                            Link.to("/map")
                                                    .with("project", project)
                                                    .with("path", file.path().substring(0, slash)))
                                    .add(file.path().substring(from, slash)));
            from = slash + 1;
        }
        return crumbs.add(" / ").add(Element.of("b").add(file.path().substring(from)));
    }

    /** Returns the line about the file. */
    static Element facts(ShownFile file, int lines) {
        Element facts =
                Element.of("div", "facts")
                        .add(Element.of("span").add(file.language().id()))
                        .add(
                                Element.of("span")
                                        .add(
                                                IndexState.number(lines)
                                                        + (lines == 1 ? " line" : " lines")))
                        .add(coverage(file.known()));
        return facts.add(
                Element.of("a").to(link("/file/history", file)).add("History"),
                Element.of("a").to(link("/raw", file)).add("Raw"));
    }

    private static Html coverage(Optional<KnownFile> known) {
        return Element.of("span")
                .add(
                        known.map(file ->
                                        switch (file.coverage()) {
                                            case FULL -> "parsed";
                                            case TEXT -> "indexed as text only";
                                            case NAME -> "indexed by name only";
                                        })
                                .orElse("not in the index"));
    }

    static Link link(String path, ShownFile file) {
        return Link.to(path).with("project", file.project().id()).with("path", file.path());
    }

    /** Returns the line with links back to the file. */
    static Element back(ShownFile file) {
        return Element.of("p")
                .add(
                        Element.of("a")
                                .to(CodeLinks.file(file.project().id(), file.path(), 0))
                                .add("Back to the file"));
    }

    static String reasonWithoutText(ShownFile file) {
        boolean gone = !java.nio.file.Files.exists(file.project().root().resolve(file.path()));
        return gone
                ? "The file is gone from the disk; the index still has it."
                : "This is not text, so it is not shown.";
    }
}
