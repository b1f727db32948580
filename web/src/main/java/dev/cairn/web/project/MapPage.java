package dev.cairn.web.project;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.answer.IndexRevision;
import dev.cairn.index.answer.IndexState;
import dev.cairn.index.project.ProjectFolder;
import dev.cairn.index.reference.CodeMap;
import dev.cairn.index.reference.FolderMap;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import dev.cairn.web.page.CodeLinks;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Projects;
import dev.cairn.web.page.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A folder of a project as areas: as large as its files, as warm as they are used. */
public final class MapPage implements Page {

    private static final int MOST_ROWS = 300;
    private static final long KILOBYTE = 1_000;

    private final PageIndex index;
    private volatile @Nullable Uses known;

    /** How much the files of a project are used, at a revision of the index. */
    private record Uses(String project, long revision, Map<String, Double> byPath) {}

    /** Makes the page. */
    public MapPage(PageIndex index) {
        this.index = index;
    }

    private record Content(ProjectFolder project, FolderMap map) {}

    @Override
    public Reply reply(PageRequest request) {
        String folder = request.text("path").replaceAll("/+$", "");
        Content content =
                index.ask(
                        request.cancellation(),
                        (database, freshness) -> {
                            ProjectFolder project =
                                    Projects.named(request.text("project"), database);
                            return new Content(
                                    project,
                                    FolderMap.read(
                                            database,
                                            freshness,
                                            project.id(),
                                            folder,
                                            uses(project.id(), database.driver())));
                        });
        FolderMap map = content.map;
        String title = folder.isEmpty() ? content.project.name() : folder;
        return Reply.of(
                Layout.of("Map of " + title, request)
                        .state(map.index())
                        .wide()
                        .page(
                                crumbs(content.project, folder),
                                Element.of("h1").add("Map of " + title),
                                map.entries().isEmpty()
                                        ? Layout.note(
                                                "No file of the index is below '%s'."
                                                        .formatted(folder))
                                        : Html.of(
                                                new Treemap(
                                                                map.entries(),
                                                                entry -> link(content, entry))
                                                        .svg(),
                                                legend(),
                                                table(content))));
    }

    /** A folder is opened after the other, so what takes longest is kept for one project. */
    private Map<String, Double> uses(String project, DatabaseDriver driver) {
        long revision = IndexRevision.read(driver);
        Uses kept = known;
        if (kept == null || kept.revision != revision || !kept.project.equals(project)) {
            kept = new Uses(project, revision, CodeMap.usesByPath(driver, project));
            known = kept;
        }
        return kept.byPath;
    }

    private static Link link(Content content, FolderMap.Entry entry) {
        return entry.isFolder()
                ? Link.to("/map").with("project", content.project.id()).with("path", entry.path())
                : CodeLinks.file(content.project.id(), entry.path(), 0);
    }

    private static Element crumbs(ProjectFolder project, String folder) {
        Element crumbs =
                Element.of("nav", "crumbs")
                        .with("aria-label", "Folders")
                        .add(
                                Element.of("a")
                                        .to(Link.to("/map").with("project", project.id()))
                                        .add(project.name()));
        StringBuilder path = new StringBuilder();
        for (String name : folder.isEmpty() ? new String[0] : folder.split("/", -1)) {
            path.append(path.isEmpty() ? "" : "/").append(name);
            crumbs.add(" / ")
                    .add(
                            Element.of("a")
                                    .to(
                                            Link.to("/map")
                                                    .with("project", project.id())
                                                    .with("path", path.toString()))
                                    .add(name));
        }
        return crumbs;
    }

    private static Element legend() {
        Element legend =
                Element.of("p", "legend").add("Area: bytes. Colour: how much other files use it: ");
        List<String> names = List.of("not", "little", "some", "much", "most");
        for (int heat = 0; heat < Treemap.HEATS; heat++) {
            legend.add(
                    Element.of("span")
                            .add(
                                    Element.of("svg")
                                            .with("viewBox", "0 0 10 10")
                                            .with("aria-hidden", "true")
                                            .add(
                                                    Element.of("rect", "h" + heat)
                                                            .with("width", 10)
                                                            .with("height", 10)))
                            .add(names.get(heat)));
        }
        return legend;
    }

    private static Element table(Content content) {
        Element rows = Element.of("tbody");
        content.map.entries().stream()
                .limit(MOST_ROWS)
                .forEach(entry ->
                        rows.add(
                                Element.of("tr")
                                        .add(
                                                Element.of("td")
                                                        .with("data-label", "Name")
                                                        .add(
                                                                Element.of("a", "path")
                                                                        .with("data-step", "")
                                                                        .to(link(content, entry))
                                                                        .add(
                                                                                entry.name()
                                                                                        + (entry
                                                                                                        .isFolder()
                                                                                                ? "/"
                                                                                                : ""))),
                                                cell("Mostly", entry.language()),
                                                number("Files", IndexState.number(entry.files())),
                                                number(
                                                        "kB",
                                                        IndexState.number(
                                                                Math.ceilDiv(
                                                                        entry.bytes(), KILOBYTE))),
                                                number(
                                                        "Uses",
                                                        String.format(
                                                                Locale.ROOT,
                                                                "%,.0f",
                                                                entry.uses())))));
        Element head = Element.of("tr");
        for (String name : List.of("Name", "Mostly", "Files", "kB", "Uses")) {
            boolean isNumber = !name.equals("Name") && !name.equals("Mostly");
            head.add(Element.of("th", isNumber ? "number" : "text").with("scope", "col").add(name));
        }
        return Element.of("table", "stack").add(Element.of("thead").add(head), rows);
    }

    private static Element cell(String label, String text) {
        return Element.of("td").with("data-label", label).add(text);
    }

    private static Element number(String label, String text) {
        return Element.of("td", "number").with("data-label", label).add(text);
    }
}
