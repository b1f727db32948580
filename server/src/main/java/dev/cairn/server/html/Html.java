package dev.cairn.server.html;

import java.util.List;

/** A part of a page. */
public sealed interface Html permits Element, Html.Text, Html.Sequence, Html.StyleSheet {

    /**
     * Text, which is escaped when it is written; see {@link VisibleText}.
     *
     * @param text any text
     */
    record Text(String text) implements Html {}

    /**
     * Parts one after another.
     *
     * @param parts the parts
     */
    record Sequence(List<Html> parts) implements Html {

        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /**
     * The content of an element {@code style}, which is written as it is.
     *
     * @param css a style sheet of this program
     */
    record StyleSheet(String css) implements Html {

        public StyleSheet {
            if (css.contains("<")) {
                throw new IllegalArgumentException("a style sheet cannot hold '<'");
            }
        }
    }

    /** Returns nothing. */
    static Html none() {
        return new Sequence(List.of());
    }

    /** Returns a text as a part. */
    static Html text(String text) {
        return new Text(text);
    }

    /** Returns parts one after another. */
    static Html of(Html... parts) {
        return new Sequence(List.of(parts));
    }

    /** Returns parts one after another. */
    static Html of(List<? extends Html> parts) {
        return new Sequence(List.copyOf(parts));
    }

    /** Returns the part as it is sent. */
    default String write() {
        StringBuilder out = new StringBuilder(4096);
        HtmlWriter.write(this, out);
        return out.toString();
    }
}
