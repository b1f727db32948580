package dev.cairn.web.source;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.reference.CodeReferences;
import dev.cairn.index.reference.DefinitionRow;
import dev.cairn.index.reference.Edge;
import dev.cairn.index.reference.References;
import dev.cairn.index.reference.References.Direction;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import dev.cairn.web.page.CodeLinks;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The definitions of a name: their source and documentation, who uses them, and what they use. */
public final class SymbolPage implements Page {

    private static final int MOST_SOURCES = 3;
    private static final int MOST_LINES = 200;
    private static final int MOST_EDGES = 60;

    private final PageIndex index;
    private final HighlightCache highlights;

    /** Makes the page. */
    public SymbolPage(PageIndex index, HighlightCache highlights) {
        this.index = index;
        this.highlights = highlights;
    }

    private record Content(
            References callers, References callees, List<Optional<ShownFile>> files) {}

    @Override
    public Reply reply(PageRequest request) {
        String name = request.required("name");
        Content content =
                index.ask(
                        request.cancellation(),
                        (database, freshness) -> content(name, request, database, freshness));
        References callers = content.callers;
        Element main = Element.of("div");
        main.add(
                Element.of("p")
                        .add(
                                Element.of("a")
                                        .to(Link.to("/search").with("q", name))
                                        .add("Search for this name")));
        callers.notes().forEach(note -> main.add(Layout.note(note + ".")));
        if (!callers.suggestions().isEmpty()) {
            Element nearest = Element.of("p", "note").add("Did you mean ");
            callers.suggestions().forEach(some -> nearest.add(CodeLinks.symbol(some)).add(" "));
            main.add(nearest);
        }
        if (callers.definitions().size() > 1) {
            main.add(candidates(callers.definitions()));
        }
        for (int i = 0; i < content.files.size(); i++) {
            main.add(definition(callers.definitions().get(i), content.files.get(i)));
        }
        if (!callers.definitions().isEmpty()) {
            main.add(
                    Element.of("div", "two")
                            .add(
                                    edges("Used by", callers, true),
                                    edges("Uses", content.callees, false)));
        }
        return Reply.of(
                Layout.of(name, request)
                        .state(callers.index())
                        .wide()
                        .page(Element.of("h1", "mono").add(name), main));
    }

    private static Content content(
            String name, PageRequest request, CodeDatabase database, AnswerFreshness freshness) {
        CodeReferences references = new CodeReferences(database, freshness);
        References callers =
                references.references(
                        name, Direction.CALLERS, 1, request.cancellation()::isCancelled);
        References callees =
                references.references(
                        name, Direction.CALLEES, 1, request.cancellation()::isCancelled);
        List<Optional<ShownFile>> files = new ArrayList<>();
        for (DefinitionRow row : callers.definitions()) {
            if (files.size() < MOST_SOURCES) {
                files.add(ShownFile.ofDefinition(row, database));
            }
        }
        return new Content(callers, callees, files);
    }

    private static Element candidates(List<DefinitionRow> rows) {
        return Element.of("section", "card")
                .with("aria-label", "Candidates")
                .add(Element.of("h2").add(rows.size() + " definitions have this name"))
                .add(
                        Element.of("ul", "edges")
                                .with("role", "list")
                                .add(rows.stream().map(SymbolPage::candidate).toList()));
    }

    private static Element candidate(DefinitionRow row) {
        return Element.of("li")
                .add(Element.of("span", "kind").add(row.kind() + " "))
                .add(CodeLinks.symbol(row.qualifiedName()))
                .add(" ")
                .add(place(row));
    }

    private static Element place(DefinitionRow row) {
        return CodeLinks.path(row.file(), row.line(), "%s:%d".formatted(row.path(), row.line()));
    }

    private Html definition(DefinitionRow row, Optional<ShownFile> file) {
        Element section =
                Element.of("section")
                        .with("aria-label", row.qualifiedName() + ", line " + row.line())
                        .add(
                                Element.of("h2")
                                        .add(Element.of("span", "kind").add(row.kind() + " "))
                                        .add(row.qualifiedName()))
                        .add(Element.of("p").add(place(row)));
        row.docstring().ifPresent(text -> section.add(Element.of("p", "docs").add(text.strip())));
        if (file.isPresent() && file.get().text().isPresent() && !file.get().isStale()) {
            return section.add(source(row, file.get()));
        }
        return section.add(
                Element.of("pre", "signature").add(row.signature()),
                Layout.note(
                        "The file has changed since it was indexed, so its source is left out."));
    }

    private Html source(DefinitionRow row, ShownFile file) {
        String text = file.text().orElse("");
        Highlights pieces =
                file.isSafeToParse()
                        ? highlights.of(file.language(), file.sha256(), text)
                        : Highlights.NONE;
        CodeView view = new CodeView(text, pieces, Map.of(row.line(), row.qualifiedName()));
        int last = (int) Math.min(row.endLine(), row.line() + MOST_LINES - 1);
        Html source = view.html((int) row.line(), last);
        return last < row.endLine()
                ? Html.of(
                        source,
                        Element.of("p", "faint")
                                .add("%d lines more".formatted(row.endLine() - last)))
                : source;
    }

    private static Element edges(String title, References references, boolean ofUsers) {
        Element section =
                Element.of("section")
                        .with("aria-label", title)
                        .add(Element.of("h2").add("%s (%s)".formatted(title, references.total())));
        if (references.edges().isEmpty()) {
            return section.add(Element.of("p", "none").add("nothing that the index knows"));
        }
        section.add(
                Element.of("ul", "edges")
                        .with("role", "list")
                        .with("data-step", "")
                        .add(
                                references.edges().stream()
                                        .limit(MOST_EDGES)
                                        .map(edge -> edge(edge, ofUsers))
                                        .toList()));
        int more = references.edges().size() - MOST_EDGES;
        return more > 0
                ? section.add(Element.of("p", "faint").add("and %d more".formatted(more)))
                : section;
    }

    private static Element edge(Edge edge, boolean ofUser) {
        Element item = Element.of("li");
        if (ofUser) {
            item.add(
                    edge.use().inside().isEmpty()
                            ? Element.of("span", "faint").add("outside of definitions")
                            : CodeLinks.symbol(edge.use().inside()));
        } else {
            item.add(
                    edge.target()
                            .<Html>map(row -> CodeLinks.symbol(row.qualifiedName()))
                            .orElseGet(() -> Element.of("code").add(edge.use().name())));
        }
        return item.add(
                Html.text(" "),
                Element.of("span", "kind").add(edge.use().kind()),
                certainty(edge),
                Element.of("br"),
                CodeLinks.path(
                        edge.use().file(),
                        edge.use().line(),
                        "%s:%d".formatted(edge.use().path(), edge.use().line())));
    }

    private static Element certainty(Edge edge) {
        String style =
                switch (edge.certainty()) {
                    case EXACT -> "tag good";
                    case IMPORT -> "tag";
                    case NAME_ONLY -> "tag warn";
                };
        return Element.of("span", style).add(edge.certainty().text());
    }
}
