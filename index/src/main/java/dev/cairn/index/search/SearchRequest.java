package dev.cairn.index.search;

import dev.cairn.index.search.query.Restriction;
import dev.cairn.index.search.query.SearchMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What to look for, and how much of it to show.
 *
 * @param query what to look for, in the query language
 * @param mode how the query is read
 * @param restrictions conditions in addition to those in the query
 * @param caseSensitive whether texts, patterns and names must have the case of the query
 * @param page how much to show
 */
public record SearchRequest(
        String query,
        SearchMode mode,
        List<Restriction> restrictions,
        boolean caseSensitive,
        Page page) {

    private static final int MAX_LIMIT = 1000;
    private static final int MAX_CONTEXT = 50;

    public SearchRequest {
        restrictions = List.copyOf(restrictions);
    }

    /**
     * How much of the hits is shown.
     *
     * @param limit how many hits at most
     * @param context how many lines around each hit
     * @param countAll whether all hits are counted, however long it takes within the time limit
     * @param cursor where the page begins, as the answer before said
     */
    public record Page(int limit, int context, boolean countAll, Optional<String> cursor) {

        /** The first twenty hits without context. */
        public static final Page FIRST = new Page(20, 0, false, Optional.empty());

        public Page {
            check("limit", limit, 1, MAX_LIMIT);
            check("context", context, 0, MAX_CONTEXT);
        }

        private static void check(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        "the %s must be from %d to %d, not %d".formatted(name, least, most, value));
            }
        }

        /** Returns the same page with a number of hits. */
        public Page withLimit(int hits) {
            return new Page(hits, context, countAll, cursor);
        }

        /** Returns the same page with lines around each hit. */
        public Page withContext(int lines) {
            return new Page(limit, lines, countAll, cursor);
        }

        /** Returns the page that begins at a cursor. */
        public Page at(String next) {
            return new Page(limit, context, countAll, Optional.of(next));
        }
    }

    /** Returns a request for the first twenty hits, read by the query language. */
    public static SearchRequest of(String query) {
        return new SearchRequest(query, SearchMode.AUTO, List.of(), false, Page.FIRST);
    }

    /** Returns the same request with the query read in another way. */
    public SearchRequest in(SearchMode other) {
        return new SearchRequest(query, other, restrictions, caseSensitive, page);
    }

    /** Returns the same request for another page. */
    public SearchRequest with(Page other) {
        return new SearchRequest(query, mode, restrictions, caseSensitive, other);
    }

    /** Returns the same request with more conditions. */
    public SearchRequest restricted(List<Restriction> more) {
        return new SearchRequest(query, mode, more, caseSensitive, page);
    }

    /** Returns the same request where upper and lower case differ. */
    public SearchRequest matchingCase() {
        return new SearchRequest(query, mode, restrictions, true, page);
    }

    /** Returns a hash that a cursor keeps: the same for all pages of one question. */
    int question() {
        return Objects.hash(query, mode.id(), restrictions.toString(), caseSensitive);
    }
}
