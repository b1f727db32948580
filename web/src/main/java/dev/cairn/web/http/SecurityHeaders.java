package dev.cairn.web.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** The headers by which a browser confines what a page can do; every response has them. */
final class SecurityHeaders {

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "X-Frame-Options",
                    "DENY",
                    // With no-referrer a browser would send its own forms with 'Origin: null'.
                    "Referrer-Policy",
                    "same-origin",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin",
                    "Permissions-Policy",
                    "camera=(), geolocation=(), microphone=()");

    private SecurityHeaders() {}

    static void addTo(HttpFields.Mutable fields) {
        HEADERS.forEach(fields::put);
    }
}
