package dev.cairn.web.source;

import dev.cairn.index.reference.ImportRow;
import dev.cairn.index.reference.ImportsAnswer;
import dev.cairn.index.reference.Outline;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.web.page.CodeLinks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is left and right of the source of a file. */
final class FilePanels {

    private static final int MOST_ENTRIES = 300;
    private static final int MOST_FILES = 40;
    private static final int DEEPEST = 3;

    private FilePanels() {}

    /**
     * Returns the definitions of a file; of one with very many, those of the page that is shown.
     */
    static Element outline(ShownFile file, Outline outline, FilePage.LinePages pages) {
        Element panel =
                Element.of("nav", "side outline")
                        .with("aria-label", "Outline")
                        .add(Element.of("h2").add("Outline"));
        List<Outline.Entry> entries = outline.entries();
        boolean many = entries.size() > MOST_ENTRIES;
        List<Outline.Entry> shown =
                many
                        ? entries.stream()
                                .filter(entry -> pages.has(entry.definition().line()))
                                .limit(MOST_ENTRIES)
                                .toList()
                        : entries;
        if (entries.isEmpty()) {
            return panel.add(Element.of("p", "none").add("no definitions"));
        }
        panel.add(
                Element.of("ul")
                        .with("role", "list")
                        .add(shown.stream().map(entry -> entry(file, entry)).toList()));
        return many
                ? panel.add(
                        Element.of("p", "small")
                                .add(
                                        "%d of %d definitions: those of this page"
                                                .formatted(shown.size(), entries.size())))
                : panel;
    }

    private static Element entry(ShownFile file, Outline.Entry entry) {
        return Element.of("li", "d" + Math.min(DEEPEST, entry.depth()))
                .add(
                        Element.of("a")
                                .to(
                                        CodeLinks.file(
                                                file.project().id(),
                                                file.path(),
                                                entry.definition().line()))
                                .with("title", entry.definition().signature())
                                .add(entry.definition().name())
                                .add(
                                        Element.of("span", "kind")
                                                .add(" " + entry.definition().kind())));
    }

    /** Returns the place for the imports, with a link to them for a browser without scripts. */
    static Element importsLater(ShownFile file) {
        return Element.of("aside", "side right")
                .with("aria-label", "Imports")
                .with("data-part", FileHead.link("/file/imports", file).with("part", 1).text())
                .add(
                        Element.of("a")
                                .to(FileHead.link("/file/imports", file))
                                .add("Imports and importers"));
    }

    /** Returns what the file imports, and who imports it. */
    static Html imports(ImportsAnswer imports, ImportsAnswer importers) {
        return Html.of(
                Element.of("h2").add("Imported by"),
                importers(importers),
                Element.of("h2").add("Imports"),
                imported(imports));
    }

    private static Html importers(ImportsAnswer answer) {
        Map<Long, ImportRow> files = new LinkedHashMap<>();
        answer.imports()
                .forEach(row -> files.putIfAbsent(row.statement().fileId(), row.statement()));
        List<Element> items =
                files.values().stream()
                        .limit(MOST_FILES)
                        .map(row ->
                                Element.of("li")
                                        .add(file(row.projectId(), row.path(), lastOf(row.path()))))
                        .toList();
        return list(items, files.size(), "no file of the index");
    }

    private static Element file(String project, String path, String text) {
        return Element.of("a").to(CodeLinks.file(project, path, 0)).with("title", path).add(text);
    }

    private static Html imported(ImportsAnswer answer) {
        List<Element> items = new ArrayList<>();
        for (ImportsAnswer.Resolved resolved : answer.imports()) {
            if (items.size() < MOST_FILES) {
                items.add(Element.of("li").add(imported(resolved)));
            }
        }
        return list(items, answer.imports().size(), "nothing");
    }

    private static Html imported(ImportsAnswer.Resolved resolved) {
        String name = name(resolved.statement());
        String project = resolved.targetProject().orElse("");
        return resolved.target()
                .<Html>map(target -> file(project, target, name))
                .orElseGet(() -> Element.of("span", "small").add(name));
    }

    private static String name(ImportRow row) {
        String module = row.module();
        return row.name()
                .map(name -> module.isEmpty() ? name : name + " (" + module + ")")
                .orElse(module);
    }

    private static Html list(List<Element> items, int all, String none) {
        if (items.isEmpty()) {
            return Element.of("p", "none").add(none);
        }
        Element list = Element.of("ul").with("role", "list").add(items);
        return all > items.size()
                ? Html.of(
                        list,
                        Element.of("p", "small").add("and %d more".formatted(all - items.size())))
                : list;
    }

    private static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
