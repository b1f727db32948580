package dev.cairn.index.search;

import dev.cairn.index.answer.Total;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How the hits of a search spread over projects, languages, folders and kinds. Each value fits into
 * the query: {@code lang:java}, {@code path:index/src}.
 *
 * @param projects hits by the project's name
 * @param languages hits by language
 * @param folders hits by the folders in which they part from each other
 * @param kinds hits by kind of definition
 * @param counted how many hits were counted; exact if these are all
 */
public record SearchFacets(
        List<Value> projects,
        List<Value> languages,
        List<Value> folders,
        List<Value> kinds,
        Total counted) {

    /** No facets. */
    static final SearchFacets NONE =
            new SearchFacets(List.of(), List.of(), List.of(), List.of(), new Total(0, true));

    private static final int MOST_VALUES = 12;

    public SearchFacets {
        projects = List.copyOf(projects);
        languages = List.copyOf(languages);
        folders = List.copyOf(folders);
        kinds = List.copyOf(kinds);
    }

    /**
     * One value and its hits.
     *
     * @param value the value, as a query has it
     * @param hits how many hits have it
     */
    public record Value(String value, long hits) {}

    /**
     * An answer with its facets.
     *
     * @param answer one page of the hits
     * @param facets how all that were found spread
     */
    public record Answer(SearchAnswer answer, SearchFacets facets) {}

    static SearchFacets of(Collection<Found> found, Total total) {
        String common = commonFolder(found);
        return new SearchFacets(
                count(found, hit -> hit.file().project()),
                count(found, hit -> hit.file().language()),
                count(found, hit -> folderBelow(common, hit.file().path())),
                count(found, hit -> hit.place().kind()),
                new Total(found.size(), total.exact() && total.count() == found.size()));
    }

    private static List<Value> count(Collection<Found> found, Function<Found, String> value) {
        Map<String, Long> counts = new LinkedHashMap<>();
        found.forEach(hit -> counts.merge(value.apply(hit), 1L, Long::sum));
        List<Value> values = new ArrayList<>();
        counts.forEach((name, hits) -> values.add(new Value(name, hits)));
        values.removeIf(some -> some.value().isEmpty());
        values.sort(Comparator.comparingLong(Value::hits).reversed().thenComparing(Value::value));
        return values.subList(0, Math.min(MOST_VALUES, values.size()));
    }

    /** Returns the folder that all paths are below, with a slash; empty if there is none. */
    private static String commonFolder(Collection<Found> found) {
        String common = null;
        for (Found hit : found) {
            String folder = hit.file().path();
            folder = folder.substring(0, folder.lastIndexOf('/') + 1);
            while (common != null && !folder.startsWith(common)) {
                common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
            }
            common = common == null ? folder : common;
        }
        return common == null ? "" : common;
    }

    /** Returns the folder one level below another; empty for a file that is right in it. */
    private static String folderBelow(String common, String path) {
        int end = path.indexOf('/', common.length());
        return end < 0 ? "" : path.substring(0, end);
    }
}
