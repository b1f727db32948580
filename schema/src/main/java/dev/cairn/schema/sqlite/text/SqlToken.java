package dev.cairn.schema.sqlite.text;

import dev.cairn.schema.Identifier;

/**
 * A piece of SQL text that SQLite's grammar sees as one.
 *
 * @param kind what it is
 * @param text the text as written, quotes included
 * @param start where it begins in the statement or script, in UTF-16 units
 */
public record SqlToken(Kind kind, String text, int start) {

    /** What a token is. */
    public enum Kind {
        /** A keyword or a bare name; which of the two depends on where it stands. */
        WORD,
        /** A name in double quotes, backticks or brackets. */
        QUOTED_NAME,
        /** A string in single quotes. */
        STRING,
        NUMBER,
        /** Bytes such as {@code x'00ff'}. */
        BLOB,
        /** A parameter such as {@code ?1} or {@code :name}. */
        PARAMETER,
        /** An operator, a parenthesis, a comma, a semicolon. */
        SYMBOL,
        COMMENT,
        /** Stands behind the last token. */
        END
    }

    /** Returns where it ends, exclusive. */
    public int end() {
        return start + text.length();
    }

    /** Returns whether this is that keyword, in any case, or that symbol. */
    public boolean is(String wordOrSymbol) {
        return switch (kind) {
            case WORD -> Identifier.same(text, wordOrSymbol);
            case SYMBOL -> text.equals(wordOrSymbol);
            case QUOTED_NAME, STRING, NUMBER, BLOB, PARAMETER, COMMENT, END -> false;
        };
    }

    /** Returns whether this can stand where a name is expected; SQLite takes strings there too. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME || kind == Kind.STRING;
    }

    /** Returns the text without its quotes, doubled quotes undone. */
    public String unquoted() {
        if (kind != Kind.QUOTED_NAME && kind != Kind.STRING) {
            return text;
        }
        String inner = text.substring(1, text.length() - 1);
        char quote = text.charAt(0);
        if (quote == '[') {
            return inner;
        }
        String single = String.valueOf(quote);
        return inner.replace(single + single, single);
    }
}
