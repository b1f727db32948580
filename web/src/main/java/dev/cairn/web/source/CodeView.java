package dev.cairn.web.source;

import dev.cairn.index.answer.IndexState;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lines of a source text with numbers, styles, and links from names to definitions. */
final class CodeView {

    private static final int LONGEST_LINE = 1_000;

    private final String text;
    private final int[] lineStarts;
    private final Highlights highlights;
    private final Map<Long, String> definitions;

    /**
     * Makes a view.
     *
     * @param definitions the qualified names of definitions by their lines
     */
    CodeView(String text, Highlights highlights, Map<Long, String> definitions) {
        this.text = text;
        this.lineStarts = lineStarts(text);
        this.highlights = highlights;
        this.definitions = definitions;
    }

    private static int[] lineStarts(String text) {
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            count++;
        }
        int[] starts = new int[count];
        int line = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            starts[line++] = at + 1;
        }
        return starts;
    }

    /** Returns how many lines there are; a line break at the end begins none. */
    int lines() {
        boolean ended = text.endsWith("\n") || text.isEmpty();
        return lineStarts.length - (ended ? 1 : 0);
    }

    /**
     * Returns lines.
     *
     * @param first the first one, counted from 1
     * @param last the last one
     */
    Element html(int first, int last) {
        Element pre = Element.of("pre").with("tabindex", "0");
        for (int line = first; line <= Math.min(last, lines()); line++) {
            pre.add(line(line));
        }
        return Element.of("div", "code").add(pre);
    }

    private Html line(int number) {
        int start = lineStarts[number - 1];
        int end = number < lineStarts.length ? lineStarts[number] - 1 : text.length();
        if (end > start && text.charAt(end - 1) == '\r') {
            end--;
        }
        int shown = Math.min(end, start + LONGEST_LINE);
        Element line =
                Element.of("span", "l")
                        .with("id", "L" + number)
                        .add(
                                Element.of("a", "n")
                                        .to(Link.here("L" + number))
                                        .add(Integer.toString(number)))
                        .add(pieces(number, start, shown));
        if (shown < end) {
            line.add(
                    Element.of("span", "c")
                            .add(
                                    " … %s characters more"
                                            .formatted(IndexState.number(end - shown))));
        }
        // An empty line has the height of a line.
        return start == end ? line.add("\n") : line;
    }

    private List<Html> pieces(int number, int start, int end) {
        List<Html> pieces = new ArrayList<>();
        int at = start;
        int index = highlights.firstEndingBehind(start);
        while (index < highlights.size() && highlights.start(index) < end) {
            int from = Math.max(start, highlights.start(index));
            int to = Math.min(end, highlights.end(index));
            if (from > at) {
                pieces.add(Html.text(text.substring(at, from)));
            }
            pieces.add(piece(number, highlights.kind(index), text.substring(from, to)));
            at = to;
            index++;
        }
        if (end > at) {
            pieces.add(Html.text(text.substring(at, end)));
        }
        return pieces;
    }

    private Html piece(int number, CodeClass kind, String piece) {
        if (!kind.isName()) {
            return Element.of("span", kind.style()).add(piece);
        }
        String name = piece;
        if (kind == CodeClass.DEFINITION) {
            String qualified = definitions.getOrDefault((long) number, "");
            name = qualified.endsWith(piece) ? qualified : piece;
        }
        return Element.of("a", kind.style()).to(Link.to("/symbol").with("name", name)).add(piece);
    }
}
