package dev.cairn.vectors.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Characters that the tokenizer of BERT models treats otherwise than today's Unicode says. Its
 * tables are those of Unicode 8: it keeps marks, format characters and punctuation of later
 * versions like letters, and four characters have changed their category since.
 *
 * <p>{@code characters.txt} is made by {@code src/test/reference/characters.py}.
 */
final class CharacterTable {

    private static final String RESOURCE = "characters.txt";
    private static final BitSet KEPT = new BitSet();
    private static final BitSet DROPPED = new BitSet();
    private static final BitSet PUNCTUATION = new BitSet();

    static {
        read();
    }

    private CharacterTable() {}

    private static void read() {
        try (InputStream in = CharacterTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the table '" + RESOURCE + "' is missing");
            }
            new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" "))
                    .forEach(CharacterTable::add);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the table '" + RESOURCE + "'", e);
        }
    }

    private static void add(String[] line) {
        BitSet target =
                switch (line[0]) {
                    case "kept" -> KEPT;
                    case "dropped" -> DROPPED;
                    case "punctuation" -> PUNCTUATION;
                    default -> throw new IllegalStateException("unknown treatment " + line[0]);
                };
        for (int i = 1; i < line.length; i++) {
            int dash = line[i].indexOf('-');
            int first = Integer.parseInt(line[i], 0, dash < 0 ? line[i].length() : dash, 16);
            int last = dash < 0 ? first : Integer.parseInt(line[i].substring(dash + 1), 16);
            target.set(first, last + 1);
        }
    }

    /** Returns whether a character is part of a word whatever its category is. */
    static boolean isKept(int character) {
        return KEPT.get(character);
    }

    /** Returns whether a character is left out whatever its category is. */
    static boolean isDropped(int character) {
        return DROPPED.get(character);
    }

    /** Returns whether a character is a word of its own whatever its category is. */
    static boolean isPunctuation(int character) {
        return PUNCTUATION.get(character);
    }
}
