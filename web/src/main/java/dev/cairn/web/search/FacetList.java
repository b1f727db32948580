package dev.cairn.web.search;

import dev.cairn.index.answer.IndexState;
import dev.cairn.index.search.SearchFacets;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import java.util.List;
import java.util.regex.Pattern;

/** The values by which a search can be narrowed, each a link to the query with it. */
final class FacetList {

    /** The place of the facets in the page. */
    static final String ID = "facets";

    private static final Pattern PLAIN = Pattern.compile("[^\\s\"]+");

    private final String query;
    private final SearchFacets facets;

    FacetList(String query, SearchFacets facets) {
        this.query = query;
        this.facets = facets;
    }

    Html html() {
        if (facets.counted().count() == 0) {
            return facets();
        }
        Element list =
                facets().add(
                                group("Kind", "kind", facets.kinds()),
                                group("Language", "lang", facets.languages()),
                                group("Path", "path", facets.folders()),
                                group("Project", "project", facets.projects()));
        return facets.counted().exact()
                ? list
                : list.add(
                        Element.of("p", "faint")
                                .add(
                                        "counted in the first %s hits"
                                                .formatted(
                                                        IndexState.number(
                                                                facets.counted().count()))));
    }

    private static Element facets() {
        return Element.of("aside", "facets")
                .with("id", ID)
                .with("tabindex", "-1")
                .with("aria-label", "Narrow the search");
    }

    private Html group(String title, String field, List<SearchFacets.Value> values) {
        if (values.isEmpty()) {
            return Html.none();
        }
        boolean open = values.size() > 1 || query.contains(field + ":");
        return Element.of("details")
                .flag("open", open)
                .add(Element.of("summary").add(title))
                .add(
                        Element.of("ul")
                                .with("role", "list")
                                .add(values.stream().map(value -> value(field, value)).toList()));
    }

    private Element value(String field, SearchFacets.Value value) {
        String filter =
                field
                        + ":"
                        + (PLAIN.matcher(value.value()).matches()
                                ? value.value()
                                : "\"" + value.value() + "\"");
        boolean chosen = (" " + query + " ").contains(" " + filter + " ");
        String other =
                chosen
                        ? (" " + query + " ").replace(" " + filter + " ", " ").strip()
                        : query + " " + filter;
        Element link =
                Element.of("a")
                        .to(Link.to("/search").with("q", other))
                        .add(Element.of("span", "name").add(value.value()))
                        .add(Element.of("span", "count").add(IndexState.number(value.hits())));
        return Element.of("li").add(chosen ? link.with("aria-current", "true") : link);
    }
}
