package dev.cairn.index.search;

import dev.cairn.index.extract.IdentifierParts;
import dev.cairn.index.extract.SearchWords;
import dev.cairn.index.search.Snippet.Mark;
import dev.cairn.index.search.query.QueryItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the words of a query in a text. The index has found the text already by the stems of its
 * words; here endings are cut off more simply, because only marks depend on it.
 */
final class WordMarks {

    private static final Pattern ENDING =
            Pattern.compile("(?<=\\w{3})(ations?|ings?|edly|ed|ies|es|e|s|ers?|ly|ments?|y)$");

    private final List<Wanted> words;

    /** A word of the query: itself, its parts, and whether it is only a beginning. */
    private record Wanted(String whole, Set<String> stems, boolean beginning) {}

    WordMarks(List<QueryItem.Indexed> words) {
        this.words = words.stream().map(WordMarks::wanted).toList();
    }

    private static Wanted wanted(QueryItem.Indexed item) {
        String lower = item.text().toLowerCase(Locale.ROOT);
        return switch (item) {
            case QueryItem.Prefix _ -> new Wanted(lower, Set.of(), true);
            case QueryItem.Word word ->
                    new Wanted(
                            lower,
                            word.parts().isEmpty() ? Set.of(stem(lower)) : stems(word.parts()),
                            false);
        };
    }

    private static Set<String> stems(List<String> words) {
        Set<String> stems = new HashSet<>();
        words.forEach(word -> stems.add(stem(word)));
        return stems;
    }

    private static String stem(String word) {
        return ENDING.matcher(word).replaceFirst("");
    }

    /** Returns where the words are in a line. */
    List<Mark> in(String line) {
        List<Mark> marks = new ArrayList<>();
        for (Mark identifier : identifiers(line)) {
            String text = line.substring(identifier.start(), identifier.end());
            if (words.stream().anyMatch(word -> fits(word, text))) {
                marks.add(identifier);
            }
        }
        return marks;
    }

    /** Counts the different words of the query that are in a text. */
    int wordsIn(String text) {
        Set<Wanted> missing = new HashSet<>(words);
        for (Mark identifier : identifiers(text)) {
            if (missing.isEmpty()) {
                break;
            }
            String some = text.substring(identifier.start(), identifier.end());
            missing.removeIf(word -> fits(word, some));
        }
        return words.size() - missing.size();
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
