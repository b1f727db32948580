package dev.cairn.server.html;

/**
 * Text as it is written into a page: markup is escaped, and characters that a reader cannot see or
 * that change the order of others are replaced by pictures.
 */
public final class VisibleText {

    private static final int PICTURES = 0x2400;
    private static final char DELETE = 0x7F;
    private static final String DELETE_PICTURE = "\u2421";

    private VisibleText() {}

    /** Appends a text in escaped form. */
    static void append(String text, StringBuilder out) {
        int length = text.length();
        for (int index = 0; index < length; index++) {
            char unit = text.charAt(index);
            switch (unit) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\t', '\n' -> out.append(unit);
                default -> index += other(text, index, unit, out);
            }
        }
    }

    /** Appends a character without meaning in HTML; returns 1 if it has two units, else 0. */
    private static int other(String text, int index, char unit, StringBuilder out) {
        if (unit >= ' ' && unit < DELETE) {
            out.append(unit);
        } else if (unit < ' ') {
            out.append((char) (PICTURES + unit));
        } else if (unit == DELETE) {
            out.append(DELETE_PICTURE);
        } else if (Character.isSurrogate(unit)) {
            return pair(text, index, out);
        } else if (isHidden(unit)) {
            out.append("\u27E8U+").append("%04X".formatted((int) unit)).append('\u27E9');
        } else {
            out.append(unit);
        }
        return 0;
    }

    private static int pair(String text, int index, StringBuilder out) {
        boolean whole =
                index + 1 < text.length()
                        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
        if (whole) {
            out.append(text, index, index + 2);
            return 1;
        }
        out.append('\uFFFD');
        return 0;
    }

    /** Controls, line separators, and what changes the direction of text (Unicode UAX 9). */
    private static boolean isHidden(char unit) {
        return unit < 0xA0
                || unit == 0x061C
                || (unit >= 0x200B && unit <= 0x200F)
                || (unit >= 0x2028 && unit <= 0x202E)
                || (unit >= 0x2060 && unit <= 0x2069)
                || unit == 0xFEFF
                || unit == 0xFFFE
                || unit == 0xFFFF;
    }
}
