package dev.cairn.web.page;

import dev.cairn.web.html.Html;
import dev.cairn.web.html.Link;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The answer to a request.
 *
 * @param status the HTTP status
 * @param type the content type
 * @param headers other headers
 * @param body what is sent
 * @param beginsSession whether the browser has just shown the token
 */
record Reply(
        int status, String type, Map<String, String> headers, byte[] body, boolean beginsSession) {

    static final String HTML = "text/html; charset=utf-8";
    static final String PLAIN = "text/plain; charset=utf-8";

    Reply {
        headers = Map.copyOf(headers);
    }

    /** Returns a page. */
    static Reply of(Html page) {
        return of(200, page);
    }

    /** Returns a page with a status. */
    static Reply of(int status, Html page) {
        String text = "<!doctype html>\n" + page.write();
        return new Reply(
                status,
                HTML,
                Map.of("Cache-Control", "no-store"),
                text.getBytes(StandardCharsets.UTF_8),
                false);
    }

    /** Returns a part of a page, which takes the place of the same part in the browser. */
    static Reply part(Html part) {
        return new Reply(
                200,
                HTML,
                Map.of("Cache-Control", "no-store"),
                part.write().getBytes(StandardCharsets.UTF_8),
                false);
    }

    /** Returns something that never changes as long as its address stays the same. */
    static Reply lasting(String type, byte[] body) {
        return new Reply(
                200,
                type,
                Map.of("Cache-Control", "public, max-age=31536000, immutable"),
                body,
                false);
    }

    /** Returns plain text, which no browser takes for anything else. */
    static Reply text(byte[] body) {
        return new Reply(200, PLAIN, Map.of("Cache-Control", "no-store"), body, false);
    }

    /** Sends the browser to another page, by GET. */
    static Reply seeOther(Link link) {
        return new Reply(303, PLAIN, Map.of("Location", link.text()), new byte[0], false);
    }

    /** Returns the same answer to a browser that has just shown the token. */
    Reply beginningSession() {
        return new Reply(status, type, headers, body, true);
    }
}
