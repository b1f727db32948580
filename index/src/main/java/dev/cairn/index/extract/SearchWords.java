package dev.cairn.index.extract;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words under which a text is entered in the full-text indexes, and under which a query looks
 * them up. An identifier of several words is entered as a whole, marked by a {@code _} at its end
 * that keeps the stemmer of the index away from it, and as its words: {@code openDoors} gives
 * {@code opendoors_ open doors}. Each word is entered once, because how often a word stands in a
 * piece of code says little about it.
 */
public final class SearchWords {

    /** Longer ones are encoded data, which is found as text. */
    private static final int MAX_LENGTH = 80;

    private SearchWords() {}

    /** Returns the words of a text, separated by spaces, in the order of the text. */
    public static String of(String text) {
        Set<String> words = new LinkedHashSet<>();
        addAll(text, words);
        return String.join(" ", words);
    }

    /** Adds the words of a text. */
    public static void addAll(String text, Set<String> words) {
        int i = 0;
        while (i < text.length()) {
            int end = identifierEnd(text, i);
            if (end > i && end - i <= MAX_LENGTH) {
                addIdentifier(text.substring(i, end), words);
            }
            i = Math.max(end, i + 1);
        }
    }

    private static void addIdentifier(String identifier, Set<String> words) {
        List<String> parts = IdentifierParts.of(identifier);
        if (parts.isEmpty()) {
            words.add(identifier.toLowerCase(Locale.ROOT));
        } else {
            words.add(whole(identifier));
            words.addAll(parts);
        }
    }

    /** Returns the word for an identifier that is made of several, as a whole. */
    public static String whole(String identifier) {
        return identifier.toLowerCase(Locale.ROOT) + '_';
    }

    /** Returns whether a character belongs to an identifier. */
    public static boolean isIdentifierCharacter(char c) {
        return Character.isLetterOrDigit(c)
                || c == '_'
                || c == '$'
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.isSurrogate(c);
    }

    private static int identifierEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isIdentifierCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
