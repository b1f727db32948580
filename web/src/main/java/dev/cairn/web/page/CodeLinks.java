package dev.cairn.web.page;

import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.server.html.Element;
import dev.cairn.server.html.Link;

/** Addresses of places in the code. */
public final class CodeLinks {

    /** How many lines a page of a file has. */
    public static final int PAGE_LINES = 500;

    private CodeLinks() {}

    /**
     * Returns the address of a line of a file.
     *
     * @param project the id of its project
     */
    public static Link file(String project, String path, long line) {
        Link link = Link.to("/file").with("project", project).with("path", path);
        long page = (line - 1) / PAGE_LINES + 1;
        if (line <= 0) {
            return link;
        }
        return (page > 1 ? link.with("page", page) : link).at("L" + line);
    }

    /** Returns a link to a place in a file. */
    public static Element path(IndexedFile file, long line, String text) {
        return Element.of("a", "path").to(file(file.projectId(), file.path(), line)).add(text);
    }

    /** Returns a link to a definition by its name. */
    public static Element symbol(String name) {
        return Element.of("a", "symbol").to(Link.to("/symbol").with("name", name)).add(name);
    }
}
