package dev.cairn.index.extract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words that an identifier is made of: {@code parseHTTPHeader} and {@code parse_http_header}
 * are both made of {@code parse}, {@code http}, {@code header}. Digits belong to the word before
 * them.
 */
public final class IdentifierParts {

    private IdentifierParts() {}

    /** Returns the words of an identifier in lower case; none if it is a single word itself. */
    public static List<String> of(String identifier) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= identifier.length(); i++) {
            if (i == identifier.length() || !isWordCharacter(identifier.charAt(i))) {
                add(parts, identifier, start, i);
                start = i + 1;
            } else if (i > start && beginsWord(identifier, i)) {
                add(parts, identifier, start, i);
                start = i;
            }
        }
        boolean single = parts.size() == 1 && parts.getFirst().length() == identifier.length();
        return single ? List.of() : parts;
    }

    /**
     * Returns the words of all identifiers of a text that are made of several, each word once, in
     * the order of the text.
     */
    public static Set<String> inText(String text) {
        Set<String> words = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        int i = 0;
        while (i < text.length()) {
            int end = identifierEnd(text, i);
            if (end - i > 2 && isCompound(text, i, end)) {
                String identifier = text.substring(i, end);
                if (seen.add(identifier)) {
                    words.addAll(of(identifier));
                }
            }
            i = Math.max(end, i + 1);
        }
        return words;
    }

    private static int identifierEnd(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isCompound(String text, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == '_' || c == '$' || beginsWord(text, i, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c);
    }

    private static boolean beginsWord(String identifier, int i) {
        return beginsWord(identifier, i, identifier.length());
    }

    /** A capital begins a word after a small letter or digit, or before a small letter. */
    private static boolean beginsWord(String text, int i, int end) {
        if (!Character.isUpperCase(text.charAt(i))) {
            return false;
        }
        boolean afterCapital = Character.isUpperCase(text.charAt(i - 1));
        boolean beforeSmall = i + 1 < end && Character.isLowerCase(text.charAt(i + 1));
        return !afterCapital || beforeSmall;
    }

    private static void add(List<String> parts, String identifier, int start, int end) {
        if (end > start) {
            parts.add(identifier.substring(start, end).toLowerCase(Locale.ROOT));
        }
    }
}
