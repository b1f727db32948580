package dev.cairn.index.search.query;

import java.util.List;

/**
 * A condition on what is found.
 *
 * @param field what it is about
 * @param values the values of which one must fit
 * @param negated whether none of them may fit
 */
public record Restriction(Field field, List<String> values, boolean negated) {

    public Restriction {
        values = List.copyOf(values);
    }
}
