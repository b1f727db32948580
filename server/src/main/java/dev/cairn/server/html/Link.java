package dev.cairn.server.html;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** An address on this server; it cannot lead anywhere else. */
public final class Link {

    private final String text;

    private Link(String text) {
        this.text = text;
    }

    /**
     * Returns the address of a path.
     *
     * @param path begins with one slash
     */
    public static Link to(String path) {
        if (!path.startsWith("/") || path.startsWith("//") || path.startsWith("/\\")) {
            throw new IllegalArgumentException("'" + path + "' is not a path on this server");
        }
        return new Link(path);
    }

    /** Returns the address of a place in the same page. */
    public static Link here(String id) {
        return new Link("#" + encoded(id));
    }

    /** Returns the same address with a parameter. */
    public Link with(String name, String value) {
        String separator = text.contains("?") ? "&" : "?";
        return new Link(text + separator + name + "=" + encoded(value));
    }

    /** Returns the same address with a parameter. */
    public Link with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /** Returns the same address at a place in its page. */
    public Link at(String id) {
        return new Link(text + "#" + encoded(id));
    }

    /** Returns the address as it is written. */
    public String text() {
        return text;
    }

    /** Slashes and colons mean nothing behind the question mark, and are easier to read. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("%2F", "/")
                .replace("%3A", ":");
    }
}
