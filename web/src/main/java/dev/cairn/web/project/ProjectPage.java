package dev.cairn.web.project;

import dev.cairn.index.answer.IndexState;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import dev.cairn.server.report.CoverageFigures;
import dev.cairn.server.report.CoverageSection;
import dev.cairn.server.report.ProjectFacts;
import dev.cairn.web.page.CodeLinks;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageException;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Projects;
import dev.cairn.web.page.Reply;
import java.util.List;

/** A project: its languages, how fresh and complete its index is, and what was left out and why. */
public final class ProjectPage implements Page {

    private final PageIndex index;

    /** Makes the page. */
    public ProjectPage(PageIndex index) {
        this.index = index;
    }

    private record Content(IndexState state, List<Project> all, CoverageFigures figures) {}

    @Override
    public Reply reply(PageRequest request) {
        Content content =
                index.ask(
                        request.cancellation(),
                        (database, freshness) -> {
                            String id = Projects.named(request.text("project"), database).id();
                            List<Project> all = new ProjectStore(database.driver()).all();
                            Project shown =
                                    all.stream()
                                            .filter(project -> project.id().equals(id))
                                            .findFirst()
                                            .orElseThrow(() ->
                                                    PageException.notFound(
                                                            "the project was removed"));
                            return new Content(
                                    freshness.state(database.driver()),
                                    all,
                                    CoverageFigures.read(database, shown));
                        });
        Project project = content.figures.project();
        return Reply.of(
                Layout.of(project.name(), request)
                        .state(content.state)
                        .page(
                                others(project, content.all),
                                Element.of("h1").add(project.name()),
                                ProjectFacts.of(content.figures),
                                actions(request, project, content.all),
                                new CoverageSection(
                                                content.figures,
                                                (path, line) -> place(project, path, line))
                                        .html()));
    }

    /** A name is easier to read, but only the id is of one project. */
    private static String inQuery(Project project, List<Project> all) {
        boolean unique =
                all.stream().filter(some -> some.name().equals(project.name())).count() == 1;
        return unique && project.name().matches("[\\w.-]+") ? project.name() : project.id();
    }

    private Html actions(PageRequest request, Project project, List<Project> all) {
        Element actions =
                Element.of("div", "actions")
                        .add(
                                Element.of("a", "button")
                                        .to(Link.to("/map").with("project", project.id()))
                                        .add("Map"),
                                Element.of("a", "button")
                                        .to(
                                                Link.to("/search")
                                                        .with(
                                                                "q",
                                                                "kind:class project:"
                                                                        + inQuery(project, all)))
                                        .add("Its classes"));
        return project.root().equals(index.root())
                ? actions.add(
                        Layout.action(
                                request, "/refresh", "Bring the index up to date", "/project"))
                : actions;
    }

    private static Html others(Project shown, List<Project> all) {
        if (all.size() < 2) {
            return Html.none();
        }
        Element list = Element.of("nav", "pages").with("aria-label", "Projects");
        all.forEach(project -> {
            Element link =
                    Element.of("a", "button")
                            .to(Link.to("/project").with("project", project.id()))
                            .add(project.name());
            list.add(project.id().equals(shown.id()) ? link.with("aria-current", "page") : link);
        });
        return list;
    }

    private static Html place(Project project, String path, long line) {
        return Element.of("a")
                .to(CodeLinks.file(project.id(), path, line))
                .add(line == 0 ? "Show the file" : "line " + line);
    }
}
