package dev.cairn.index.meaning;

import java.util.List;

/** The answer to a question by meaning. */
public sealed interface Nearest {

    /** Returns why there is no answer, in a few words; nothing if there is one. */
    String reasonForNone();

    /**
     * Definitions were found.
     *
     * @param definitions the definitions, the nearest first
     * @param coverage how many definitions could be found
     */
    record Found(List<Near> definitions, MeaningCoverage coverage) implements Nearest {

        public Found {
            definitions = List.copyOf(definitions);
        }

        @Override
        public String reasonForNone() {
            return "";
        }
    }

    /**
     * Nothing can be found by meaning now.
     *
     * @param reason why, in a few words
     */
    record Unavailable(String reason) implements Nearest {

        @Override
        public String reasonForNone() {
            return reason;
        }
    }

    /**
     * A definition that is near.
     *
     * @param definition its id
     * @param textHash the hash of the text that was compared, in hexadecimal; another definition
     *     may have the id by now
     * @param similarity the cosine of the angle between the vectors
     */
    record Near(long definition, String textHash, double similarity) {}
}
