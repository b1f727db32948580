package dev.cairn.web.page;

import dev.cairn.server.html.Html;
import dev.cairn.server.html.Link;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The answer to a request: a status, a type, other headers, and what is sent. */
public final class Reply {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final int status;
    private final String type;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean beginsSession;

    private Reply(
            int status,
            String type,
            Map<String, String> headers,
            byte[] body,
            boolean beginsSession) {
        this.status = status;
        this.type = type;
        this.headers = Map.copyOf(headers);
        this.body = body;
        this.beginsSession = beginsSession;
    }

    /** Returns a page. */
    public static Reply of(Html page) {
        return of(200, page);
    }

    /** Returns a page with a status. */
    public static Reply of(int status, Html page) {
        String text = "<!doctype html>\n" + page.write();
        return new Reply(
                status,
                HTML,
                Map.of("Cache-Control", "no-store"),
                text.getBytes(StandardCharsets.UTF_8),
                false);
    }

    /** Returns a part of a page, which takes the place of the same part in the browser. */
    public static Reply part(Html part) {
        return new Reply(
                200,
                HTML,
                Map.of("Cache-Control", "no-store"),
                part.write().getBytes(StandardCharsets.UTF_8),
                false);
    }

    /** Returns something that never changes as long as its address stays the same. */
    public static Reply lasting(String type, byte[] body) {
        return new Reply(
                200,
                type,
                Map.of("Cache-Control", "public, max-age=31536000, immutable"),
                body,
                false);
    }

    /** Returns plain text, which no browser takes for anything else. */
    public static Reply text(byte[] body) {
        return new Reply(200, PLAIN, Map.of("Cache-Control", "no-store"), body, false);
    }

    /** Sends the browser to another page, by GET. */
    public static Reply seeOther(Link link) {
        return new Reply(303, PLAIN, Map.of("Location", link.text()), new byte[0], false);
    }

    /** Returns the same answer to a browser that has just shown the token. */
    Reply beginningSession() {
        return new Reply(status, type, headers, body, true);
    }

    int status() {
        return status;
    }

    String type() {
        return type;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    /** Returns whether the browser has just shown the token. */
    boolean beginsSession() {
        return beginsSession;
    }
}
