package dev.cairn.server.command.search;

import dev.cairn.index.search.SearchText;
import dev.cairn.server.output.Style;

/** How hits are marked at a terminal. */
record StyleMarking(Style style) implements SearchText.Marking {

    @Override
    public String path(String path) {
        return style.strong(path);
    }

    @Override
    public String match(String text) {
        return style.match(text);
    }

    @Override
    public String faint(String text) {
        return style.faint(text);
    }
}
