package dev.cairn.index.statement;

import java.util.Collection;

/** Texts as one value of a statement, for {@link IndexStatements#texts()}. */
public final class JsonList {

    private static final char FIRST_PLAIN = ' ';

    private JsonList() {}

    /** Returns a JSON array of texts. */
    public static String of(Collection<String> texts) {
        StringBuilder json = new StringBuilder("[");
        for (String text : texts) {
            json.append(json.length() > 1 ? ",\"" : "\"");
            for (int i = 0; i < text.length(); i++) {
                add(json, text.charAt(i));
            }
            json.append('"');
        }
        return json.append(']').toString();
    }

    private static void add(StringBuilder json, char c) {
        if (c == '"' || c == '\\') {
            json.append('\\').append(c);
        } else if (c < FIRST_PLAIN) {
            json.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
        } else {
            json.append(c);
        }
    }
}
