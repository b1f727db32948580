package dev.cairn.server.output;

import java.util.List;

/**
 * Makes text from outside harmless for a terminal and for a log: names of files, comments and texts
 * of a database can hold control characters that move the cursor, change the title of the window,
 * or make one line look like two.
 *
 * <p>Escaped are the control characters (C0 and C1, DEL), the separators of lines, the controls of
 * writing direction (https://www.unicode.org/reports/tr9/, "Trojan Source") and halves of surrogate
 * pairs. Everything else stays as it is. JSON has its own escapes and stays exact.
 */
public final class Escaping {

    private static final String MARK_BEGIN = "\u001b[";

    private Escaping() {}

    /** Returns the text as one harmless line. */
    public static String line(String text) {
        return escaped(text, false, List.of());
    }

    /** Returns the text with its lines kept and everything else harmless. */
    public static String lines(String text) {
        return escaped(text, true, List.of());
    }

    /** Returns the text with the marks of {@link Style} kept, which are ours. */
    static String marked(String text, boolean keepLines) {
        return escaped(text, keepLines, Style.MARKS);
    }

    private static String escaped(String text, boolean keepLines, List<String> marks) {
        StringBuilder escaped = null;
        int index = 0;
        while (index < text.length()) {
            int mark = markLength(text, index, marks);
            int point = text.codePointAt(index);
            int length = mark > 0 ? mark : Character.charCount(point);
            boolean harmless = mark > 0 || (keepLines && point == '\n') || isHarmless(point);
            if (!harmless && escaped == null) {
                escaped = new StringBuilder(text.length() + 16).append(text, 0, index);
            }
            if (escaped != null) {
                if (harmless) {
                    escaped.append(text, index, index + length);
                } else {
                    escaped.append(escape(point));
                }
            }
            index += length;
        }
        return escaped == null ? text : escaped.toString();
    }

    private static int markLength(String text, int index, List<String> marks) {
        if (!text.startsWith(MARK_BEGIN, index)) {
            return 0;
        }
        for (String mark : marks) {
            if (text.startsWith(mark, index)) {
                return mark.length();
            }
        }
        return 0;
    }

    private static boolean isHarmless(int point) {
        if (point == '\t') {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.FORMAT -> !isDirectional(point);
            default -> true;
        };
    }

    private static boolean isDirectional(int point) {
        return point == 0x061C
                || point == 0x200E
                || point == 0x200F
                || (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069);
    }

    private static String escape(int point) {
        return switch (point) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> point < 0x100 ? "\\x%02x".formatted(point) : "\\u%04x".formatted(point);
        };
    }
}
