package dev.cairn.index.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the words of one text after the other, as {@link SearchWords} does. It remembers the words
 * of the identifiers that it met, because most identifiers of a text were in the texts before it.
 * To be used by one thread.
 */
public final class WordReader {

    /** So many identifiers are remembered; then all are forgotten. */
    private static final int MOST_IDENTIFIERS = 1 << 15;

    /** So many characters of a text are copied at once, because an array is read faster. */
    private static final int SOME_CHARACTERS = 1 << 13;

    private static final boolean[] ASCII_IDENTIFIER = new boolean[128];

    static {
        for (char c = 0; c < 128; c++) {
            ASCII_IDENTIFIER[c] = SearchWords.isIdentifierCharacter(c);
        }
    }

    private final @Nullable Identifier[] identifiers = new Identifier[2 * MOST_IDENTIFIERS];
    private final Map<String, Word> words = new HashMap<>();
    private final StringBuilder found = new StringBuilder();
    private final char[] characters = new char[SOME_CHARACTERS + SearchWords.MAX_LENGTH];
    private int identifierCount;
    private int group;

    /** Makes a reader that remembers nothing yet. */
    public WordReader() {}

    /** A word, and the last group of texts that it was entered for. */
    private static final class Word {

        private final String text;
        private int group;

        Word(String text) {
            this.text = text;
        }
    }

    /** An identifier, its words, and the last group of texts in which it was met. */
    private static final class Identifier {

        private final char[] text;
        private final int hash;
        private final Word[] words;
        private int group;

        Identifier(char[] text, int hash, Word[] words) {
            this.text = text;
            this.hash = hash;
            this.words = words;
        }
    }

    /** Returns the words of texts, each once, separated by spaces, in the order of the texts. */
    public String words(String... texts) {
        group++;
        return further(texts);
    }

    /** Returns the words of texts that those before, since the last {@link #words}, do not have. */
    public String further(String... texts) {
        found.setLength(0);
        for (String text : texts) {
            read(text);
        }
        return found.toString();
    }

    private void read(String text) {
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(from + SOME_CHARACTERS, text.length());
            int end = to;
            while (end < text.length() && isIdentifierCharacter(text.charAt(end))) {
                end++;
            }
            if (end - to <= SearchWords.MAX_LENGTH) {
                to = end;
            }
            // An identifier that is too long for the array is too long to be entered.
            while (to < end && to > from && isIdentifierCharacter(text.charAt(to - 1))) {
                to--;
            }
            text.getChars(from, to, characters, 0);
            read(characters, to - from);
            from = end;
        }
    }

    private void read(char[] text, int length) {
        int i = 0;
        while (i < length) {
            int start = i;
            int hash = 0;
            while (i < length && isIdentifierCharacter(text[i])) {
                hash = 31 * hash + text[i++];
            }
            if (i > start && i - start <= SearchWords.MAX_LENGTH) {
                enter(identifier(text, start, i, hash));
            }
            i = Math.max(i, start + 1);
        }
    }

    private static boolean isIdentifierCharacter(char c) {
        return c < 128 ? ASCII_IDENTIFIER[c] : SearchWords.isIdentifierCharacter(c);
    }

    private void enter(Identifier identifier) {
        if (identifier.group == group) {
            return;
        }
        identifier.group = group;
        for (Word word : identifier.words) {
            if (word.group != group) {
                word.group = group;
                if (!found.isEmpty()) {
                    found.append(' ');
                }
                found.append(word.text);
            }
        }
    }

    private Identifier identifier(char[] text, int start, int end, int hash) {
        int place = place(hash);
        Identifier known = identifiers[place];
        while (known != null) {
            if (known.hash == hash && isSame(known.text, text, start, end)) {
                return known;
            }
            place = place + 1 & identifiers.length - 1;
            known = identifiers[place];
        }
        return add(Arrays.copyOfRange(text, start, end), hash);
    }

    private static boolean isSame(char[] known, char[] text, int start, int end) {
        if (known.length != end - start) {
            return false;
        }
        for (int i = 0; i < known.length; i++) {
            if (known[i] != text[start + i]) {
                return false;
            }
        }
        return true;
    }

    private Identifier add(char[] text, int hash) {
        if (identifierCount == MOST_IDENTIFIERS) {
            // A word that was entered keeps its mark only as long as it is remembered.
            Arrays.fill(identifiers, null);
            words.values().removeIf(word -> word.group != group);
            identifierCount = 0;
        }
        List<Word> made = new ArrayList<>();
        for (String word : SearchWords.ofIdentifier(new String(text))) {
            made.add(words.computeIfAbsent(word, Word::new));
        }
        Identifier added = new Identifier(text, hash, made.toArray(Word[]::new));
        int place = place(hash);
        while (identifiers[place] != null) {
            place = place + 1 & identifiers.length - 1;
        }
        identifiers[place] = added;
        identifierCount++;
        return added;
    }

    private int place(int hash) {
        return (hash ^ hash >>> 16) & identifiers.length - 1;
    }
}
