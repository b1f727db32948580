package dev.cairn.index.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words under which a text is entered in the full-text indexes, and under which a query looks
 * them up. An identifier of several words is entered as a whole, marked by a {@code _} at its end
 * that keeps the stemmer of the index away from it, and as its words: {@code openDoors} gives
 * {@code opendoors_ open doors}. Each word is entered once, because how often a word stands in a
 * piece of code says little about it.
 */
public final class SearchWords {

    /** Longer ones are encoded data, which is found as text. */
    static final int MAX_LENGTH = 80;

    private SearchWords() {}

    /** Returns the words of one identifier, the whole of it first. */
    static List<String> ofIdentifier(String identifier) {
        List<String> parts = IdentifierParts.of(identifier);
        if (parts.isEmpty()) {
            return List.of(identifier.toLowerCase(Locale.ROOT));
        }
        List<String> words = new ArrayList<>();
        words.add(whole(identifier));
        words.addAll(parts);
        return words;
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
}
