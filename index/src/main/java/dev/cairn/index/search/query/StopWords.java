package dev.cairn.index.search.query;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** English words that say nothing about what a question looks for. */
final class StopWords {

    private static final Set<String> WORDS =
            Set.of(
                    ("a about all also an and any are as at be been being but by can could did do"
                                    + " does doing done each for from had has have having here how"
                                    + " i if in into is it its may me might more most must my no"
                                    + " not of on one only or other our out over own shall should"
                                    + " so some such than that the their them then there these"
                                    + " they this those through to under up us very was we were"
                                    + " what when where whether which while who whose why will"
                                    + " with would you your")
                            .split(" "));

    private static final Set<String> OF_QUESTIONS =
            Set.of("how", "what", "where", "why", "which", "who", "when", "does", "is", "are");

    private StopWords() {}

    static boolean contains(String word) {
        return WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Returns whether words in this order are a question or a sentence. */
    static boolean areSentence(List<String> words) {
        boolean asks = OF_QUESTIONS.contains(words.getFirst().toLowerCase(Locale.ROOT));
        long little = words.stream().filter(StopWords::contains).count();
        return (asks && words.size() >= 3) || (words.size() >= 5 && little >= 2);
    }
}
