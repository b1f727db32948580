package dev.cairn.web.search;

import dev.cairn.index.search.CodeSearch;
import dev.cairn.index.search.SearchAnswer;
import dev.cairn.index.search.SearchAnswer.FileHits;
import dev.cairn.index.search.SearchFacets;
import dev.cairn.index.search.SearchHit;
import dev.cairn.index.search.SearchRequest;
import dev.cairn.index.search.Snippet;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import dev.cairn.server.meaning.MeaningClient;
import dev.cairn.web.page.CodeLinks;
import dev.cairn.web.page.Layout;
import dev.cairn.web.page.Page;
import dev.cairn.web.page.PageIndex;
import dev.cairn.web.page.PageRequest;
import dev.cairn.web.page.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds places in the code; without a query it says what can be asked. */
public final class SearchPage implements Page {

    private static final int HITS = 50;

    private final PageIndex index;

    /** Makes the page. */
    public SearchPage(PageIndex index) {
        this.index = index;
    }

    @Override
    public Reply reply(PageRequest request) {
        String query = request.text("q").strip();
        if (query.isEmpty()) {
            return Reply.of(
                    index.ask(
                            request.cancellation(),
                            (database, freshness) ->
                                    Layout.of("Cairn", request)
                                            .state(freshness.state(database.driver()))
                                            .page(StartPage.content())));
        }
        Optional<String> cursor = request.some("cursor");
        SearchRequest asked =
                SearchRequest.of(query).with(new SearchRequest.Page(HITS, 0, false, cursor));
        SearchFacets.Answer found =
                index.ask(
                        request.cancellation(),
                        (database, freshness) ->
                                new CodeSearch(database, freshness, MeaningClient.of(database))
                                        .facets(asked, request.cancellation()::isCancelled));
        return Reply.of(
                Layout.of(query, request)
                        .query(query)
                        .state(found.answer().index())
                        .wide()
                        .page(
                                Element.of("div", "columns")
                                        .add(
                                                results(query, found),
                                                new FacetList(query, found.facets()).html())));
    }

    private static Element results(String query, SearchFacets.Answer found) {
        SearchAnswer answer = found.answer();
        Element results =
                Element.of("section", "results")
                        .with("aria-label", "Results")
                        .add(Element.of("h1").add(heading(answer)));
        if (found.facets().counted().count() > 0) {
            // On a narrow screen the facets are below the hits.
            results.add(
                    Element.of("p", "to-facets")
                            .add(
                                    Element.of("a")
                                            .to(Link.here(FacetList.ID))
                                            .add("Narrow the search")));
        }
        if (!answer.semantic().isEmpty()) {
            results.add(Layout.note(meaning(answer)));
        }
        answer.notes().forEach(note -> results.add(Layout.note(note + ".")));
        if (answer.filledUp()) {
            results.add(Layout.note("The last hits have only some of the words."));
        }
        if (!answer.suggestions().isEmpty()) {
            results.add(suggestions(answer.suggestions()));
        }
        answer.files().forEach(file -> results.add(file(file)));
        answer.cursor()
                .ifPresent(cursor ->
                        results.add(
                                Element.of("nav", "pages")
                                        .with("aria-label", "More results")
                                        .add(
                                                Element.of("a", "button")
                                                        .with("rel", "next")
                                                        .to(
                                                                Link.to("/search")
                                                                        .with("q", query)
                                                                        .with("cursor", cursor))
                                                        .add("More results"))));
        return results;
    }

    /** Returns which part the meanings had, and how many definitions have one. */
    private static String meaning(SearchAnswer answer) {
        if (answer.semantic().startsWith("by words")) {
            return "Searched " + answer.semantic() + ".";
        }
        return answer.mode().equals("words")
                ? "Searched by words, then by meaning (%s).".formatted(answer.semantic())
                : "Searched by meaning (%s).".formatted(answer.semantic());
    }

    private static String heading(SearchAnswer answer) {
        long shown = answer.hits().size();
        if (shown == 0) {
            return "Nothing found";
        }
        String range =
                answer.offset() == 0 && answer.cursor().isEmpty()
                        ? answer.total().toString()
                        : "%d to %d of %s"
                                .formatted(
                                        answer.offset() + 1,
                                        answer.offset() + shown,
                                        answer.total());
        return "%s %s in %s %s"
                .formatted(
                        range,
                        answer.total().count() == 1 ? "hit" : "hits",
                        answer.totalFiles(),
                        answer.totalFiles().count() == 1 ? "file" : "files");
    }

    private static Element suggestions(List<String> names) {
        Element line = Element.of("p", "note").add("Did you mean ");
        for (int i = 0; i < names.size(); i++) {
            line.add(i == 0 ? "" : ", ")
                    .add(
                            Element.of("a")
                                    .to(Link.to("/search").with("q", names.get(i)))
                                    .add(names.get(i)));
        }
        return line.add("?");
    }

    private static Element file(FileHits file) {
        Element title = Element.of("h2").add(CodeLinks.path(file.file(), 0, file.path()));
        switch (file.state()) {
            case CURRENT -> {}
            case CHANGED ->
                    title.add(Element.of("span", "tag warn").add("changed since it was indexed"));
            case GONE -> title.add(Element.of("span", "tag bad").add("gone"));
        }
        title.add(Element.of("span", "tag").add(file.language()));
        return Element.of("article", "file")
                .add(title)
                .add(
                        Element.of("ol", "hits")
                                .with("role", "list")
                                .add(file.hits().stream().map(hit -> hit(file, hit)).toList()));
    }

    private static Element hit(FileHits file, SearchHit hit) {
        Element link =
                Element.of("a", "hit")
                        .to(CodeLinks.file(file.file().projectId(), file.path(), hit.line()))
                        .add(Element.of("span", "line").add(Long.toString(hit.line())))
                        .add(Element.of("code").add(marked(hit.snippet())));
        Element item = Element.of("li").add(link);
        if (!hit.kind().equals("file")) {
            item.add(
                    Element.of("p", "inside")
                            .add(Element.of("span", "kind").add(hit.kind()), Html.text(" "))
                            .add(CodeLinks.symbol(hit.qualifiedName())));
        }
        return item;
    }

    private static Html marked(Snippet snippet) {
        List<Html> parts = new ArrayList<>();
        int end = 0;
        for (Snippet.Mark mark : snippet.marks()) {
            parts.add(Html.text(snippet.text().substring(end, mark.start())));
            parts.add(Element.of("mark").add(snippet.text().substring(mark.start(), mark.end())));
            end = mark.end();
        }
        parts.add(Html.text(snippet.text().substring(end)));
        return Html.of(parts);
    }
}
