package dev.cairn.server.output;

import java.util.List;

/** Marks text with colours (ECMA-48), or leaves it unchanged where colours are not shown. */
public enum Style {
    PLAIN,
    COLOURED;

    private static final String END = "\u001b[0m";

    /** Every mark that can stand in a line; what else looks like one came from outside. */
    static final List<String> MARKS =
            List.of(
                    END,
                    "\u001b[1m",
                    "\u001b[2m",
                    "\u001b[32m",
                    "\u001b[1;33m",
                    "\u001b[33m",
                    "\u001b[31m");

    /** Returns a text that stands out. */
    public String strong(String text) {
        return marked("\u001b[1m", text);
    }

    /** Returns a text that stays in the background. */
    public String faint(String text) {
        return marked("\u001b[2m", text);
    }

    /** Returns a text that says that something is as it should be. */
    public String good(String text) {
        return marked("\u001b[32m", text);
    }

    /** Returns a text that was looked for. */
    public String match(String text) {
        return marked("\u001b[1;33m", text);
    }

    /** Returns a text that warns. */
    public String warning(String text) {
        return marked("\u001b[33m", text);
    }

    /** Returns a text that says that something is wrong. */
    public String bad(String text) {
        return marked("\u001b[31m", text);
    }

    private String marked(String begin, String text) {
        return switch (this) {
            case PLAIN -> text;
            case COLOURED -> begin + text + END;
        };
    }
}
