package dev.cairn.web.http;

import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * A browser that has shown the token. Its cookie holds a secret that was derived from the token, is
 * kept from scripts, and is sent by pages of this server only; its forms hold another one.
 */
public final class Session {

    private static final String COOKIE = "cookie";
    private static final String FORM = "form";

    private final AccessToken token;

    /** Makes the check of sessions. */
    public Session(AccessToken token) {
        this.token = token;
    }

    /** Returns whether a request comes from a browser that has shown the token. */
    public boolean isIn(Request request) {
        return Request.getCookies(request).stream()
                .filter(cookie -> cookie.getName().equals(name(request)))
                .anyMatch(cookie -> token.matches(COOKIE, cookie.getValue()));
    }

    /** Remembers in the browser that it has shown the token. */
    public void begin(Request request, Response response) {
        Response.putCookie(
                response,
                HttpCookie.build(name(request), token.derived(COOKIE))
                        .path("/")
                        .httpOnly(true)
                        .sameSite(HttpCookie.SameSite.STRICT)
                        .build());
    }

    /** Returns whether the text is the token. */
    public boolean opens(String given) {
        return token.matches(given);
    }

    /** Returns what a form that changes something holds. */
    public String formSecret() {
        return token.derived(FORM);
    }

    /** Returns the file in which a person finds the token. */
    public String tokenFile() {
        return token.file().toString();
    }

    /** Cookies are shared by all ports of a host, and each project has a server of its own. */
    private static String name(Request request) {
        return "cairn_" + Request.getServerPort(request);
    }
}
