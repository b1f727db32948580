package dev.cairn.vectors.model;

import java.text.Normalizer;

/**
 * A text as uncased BERT models see it: without control characters and accents, in lower case, each
 * Chinese character a word.
 */
final class PlainText {

    private PlainText() {}

    static String of(String text) {
        StringBuilder clean = new StringBuilder(text.length() + 16);
        text.codePoints().filter(character -> !isControl(character)).forEach(c -> add(clean, c));
        StringBuilder plain = new StringBuilder(clean.length());
        Normalizer.normalize(clean, Normalizer.Form.NFD)
                .codePoints()
                .filter(character -> !isAccent(character))
                .map(Character::toLowerCase)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static void add(StringBuilder text, int character) {
        if (isChinese(character)) {
            text.append(' ').appendCodePoint(character).append(' ');
        } else if (isSpace(character)) {
            text.append(' ');
        } else {
            text.appendCodePoint(character);
        }
    }

    private static boolean isAccent(int character) {
        return CharacterTable.isDropped(character)
                || (Character.getType(character) == Character.NON_SPACING_MARK
                        && !CharacterTable.isKept(character)
                        && !CharacterTable.isPunctuation(character));
    }

    /** Line breaks and tabs are space; U+FFFD stands for what could not be decoded. */
    private static boolean isControl(int character) {
        boolean space = character == '\t' || character == '\n' || character == '\r';
        if (space || CharacterTable.isKept(character)) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE ->
                    true;
            default -> character == 0xFFFD;
        };
    }

    /** Returns whether Unicode says that it is white space. */
    static boolean isSpace(int character) {
        return Character.isSpaceChar(character) || (character >= '\t' && character <= '\r');
    }

    /** Symbols of ASCII such as {@code $} count, though Unicode calls them something else. */
    static boolean isPunctuation(int character) {
        if (CharacterTable.isKept(character) || CharacterTable.isPunctuation(character)) {
            return !CharacterTable.isKept(character);
        }
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION ->
                    true;
            default -> character < 128 && character > ' ' && !Character.isLetterOrDigit(character);
        };
    }

    private static boolean isChinese(int character) {
        return (character >= 0x4E00 && character <= 0x9FFF)
                || (character >= 0x3400 && character <= 0x4DBF)
                || (character >= 0x20000 && character <= 0x2A6DF)
                || (character >= 0x2A700 && character <= 0x2B73F)
                || (character >= 0x2B740 && character <= 0x2B81F)
                || (character >= 0x2B920 && character <= 0x2CEAF)
                || (character >= 0xF900 && character <= 0xFAFF)
                || (character >= 0x2F800 && character <= 0x2FA1F);
    }
}
