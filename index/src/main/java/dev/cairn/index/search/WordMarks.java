package dev.cairn.index.search;

import dev.cairn.index.extract.IdentifierParts;
import dev.cairn.index.extract.SearchWords;
import dev.cairn.index.search.Snippet.Mark;
import dev.cairn.index.search.query.QueryItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the words of a query in a text. The index has found the text already by the stems of its
 * words; here endings are cut off more simply, because only marks depend on it.
 */
final class WordMarks {

    /** The longest that fits is cut off. */
    private static final List<String> ENDINGS =
            List.of(
                    "ations", "ation", "ments", "ment", "ings", "edly", "ing", "ies", "ers", "ed",
                    "es", "er", "ly", "e", "s", "y");

    private static final int SHORTEST_STEM = 3;

    private static final char ASCII = 127;

    private final List<Wanted> words;

    /** A word of the query: itself, its parts, and whether it is only a beginning. */
    private record Wanted(String whole, Set<String> stems, boolean beginning) {

        /** Returns a text that is in each identifier that fits. */
        String sought() {
            return beginning
                    ? whole
                    : stems.stream().max(Comparator.comparingInt(String::length)).orElse(whole);
        }

        /** Returns whether the word can be in a text; most lines are passed over by this alone. */
        boolean canBeIn(String text) {
            if (beginning) {
                return containsIgnoringCase(text, whole);
            }
            for (String stem : stems) {
                if (!containsIgnoringCase(text, stem)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean containsIgnoringCase(String text, String part) {
        return indexIgnoringCase(text, part, 0) >= 0;
    }

    private static int indexIgnoringCase(String text, String part, int from) {
        if (part.isEmpty()) {
            return from <= text.length() ? from : -1;
        }
        char lower = part.charAt(0);
        char upper = Character.toUpperCase(lower);
        int last = text.length() - part.length();
        for (int i = from; i <= last; i++) {
            char c = text.charAt(i);
            if ((c == lower || c == upper || c > ASCII)
                    && text.regionMatches(true, i, part, 0, part.length())) {
                return i;
            }
        }
        return -1;
    }

    WordMarks(List<QueryItem.Indexed> words) {
        Map<String, Wanted> different = new LinkedHashMap<>();
        words.forEach(word -> different.putIfAbsent(word.expression(), wanted(word)));
        this.words = List.copyOf(different.values());
    }

    private static Wanted wanted(QueryItem.Indexed item) {
        String lower = item.text().toLowerCase(Locale.ROOT);
        if (item.isBeginning()) {
            return new Wanted(lower, Set.of(), true);
        }
        List<String> parts = item.parts();
        return new Wanted(lower, parts.isEmpty() ? Set.of(stem(lower)) : stems(parts), false);
    }

    private static Set<String> stems(List<String> words) {
        Set<String> stems = new HashSet<>();
        words.forEach(word -> stems.add(stem(word)));
        return stems;
    }

    private static String stem(String word) {
        for (String ending : ENDINGS) {
            if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    /** Returns where the words are in a line. */
    List<Mark> in(String line) {
        List<Wanted> possible = possible(line);
        if (possible.isEmpty()) {
            return List.of();
        }
        List<Mark> marks = new ArrayList<>();
        for (Mark identifier : identifiers(line)) {
            String text = line.substring(identifier.start(), identifier.end());
            if (possible.stream().anyMatch(word -> fits(word, text))) {
                marks.add(identifier);
            }
        }
        return marks;
    }

    /** Counts the different words of the query that are in a text. */
    int wordsIn(String text) {
        int count = 0;
        for (Wanted word : words) {
            if (word.canBeIn(text) && isIn(word, text)) {
                count++;
            }
        }
        return count;
    }

    /** Looks at the identifiers alone that the longest stem of a word is in. */
    private static boolean isIn(Wanted word, String text) {
        String sought = word.sought();
        int place = indexIgnoringCase(text, sought, 0);
        while (place >= 0) {
            int start = place;
            while (start > 0 && SearchWords.isIdentifierCharacter(text.charAt(start - 1))) {
                start--;
            }
            int end = place + sought.length();
            while (end < text.length() && SearchWords.isIdentifierCharacter(text.charAt(end))) {
                end++;
            }
            if (fits(word, text.substring(start, end))) {
                return true;
            }
            place = indexIgnoringCase(text, sought, Math.max(end, place + 1));
        }
        return false;
    }

    private List<Wanted> possible(String text) {
        List<Wanted> possible = new ArrayList<>();
        for (Wanted word : words) {
            if (word.canBeIn(text)) {
                possible.add(word);
            }
        }
        return possible;
    }

    private static boolean fits(Wanted word, String identifier) {
        String lower = identifier.toLowerCase(Locale.ROOT);
        if (lower.equals(word.whole)) {
            return true;
        }
        List<String> parts = IdentifierParts.of(identifier);
        if (word.beginning) {
            return lower.startsWith(word.whole)
                    || parts.stream().anyMatch(part -> part.startsWith(word.whole));
        }
        Set<String> stems = parts.isEmpty() ? Set.of(stem(lower)) : stems(parts);
        return stems.containsAll(word.stems);
    }

    private static List<Mark> identifiers(String text) {
        List<Mark> found = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && SearchWords.isIdentifierCharacter(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                found.add(new Mark(start, i));
                start = -1;
            }
        }
        return found;
    }
}
