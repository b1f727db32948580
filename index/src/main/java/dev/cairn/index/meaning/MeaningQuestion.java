package dev.cairn.index.meaning;

import dev.cairn.index.search.query.Restriction;
import java.util.List;

/**
 * A question for definitions by their meaning.
 *
 * @param text the question as a person wrote it, or the text of a definition
 * @param kind what the text is
 * @param restrictions the conditions that a definition must fulfil to be found
 * @param limit how many definitions are wanted; positive
 */
public record MeaningQuestion(String text, Kind kind, List<Restriction> restrictions, int limit) {

    /** The most definitions that one question finds. */
    public static final int MOST = 2_000;

    public MeaningQuestion {
        restrictions = List.copyOf(restrictions);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException(
                    "limit (%d) must be from 1 to %d".formatted(limit, MOST));
        }
    }

    /** What a text is. */
    public enum Kind {
        /** It asks for something. */
        QUESTION,
        /** It is like what is looked for. */
        EXAMPLE
    }
}
