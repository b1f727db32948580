package dev.cairn.index.search;

import dev.cairn.index.search.query.Restriction;
import java.util.List;

/**
 * A question for definitions similar in meaning to one.
 *
 * @param path the file of that definition, absolute or below the project's folder
 * @param line a line of that definition, counted from 1
 * @param restrictions the conditions on what is found
 * @param limit how many hits are shown
 */
public record SimilarRequest(String path, int line, List<Restriction> restrictions, int limit) {

    public SimilarRequest {
        restrictions = List.copyOf(restrictions);
    }
}
