package dev.cairn.web.http;

import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The check that every request passes first.
 *
 * <p>A page of another site can make a browser send requests here. It cannot make the browser name
 * this server as its host (which would be needed to read the answers, by a name that is made to
 * mean 127.0.0.1), and it cannot hide its own origin. {@link OwnUserConnector} has refused the
 * connections of other users before.
 */
final class RequestGuard extends Handler.Wrapper {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "DELETE");
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost");
    private static final String SCHEME = "http://";
    private static final String FOREIGN = "requests of other sites are refused";

    /** What browsers say of where a request comes from (W3C, Fetch Metadata). */
    private static final Set<String> SITES =
            Set.of("same-origin", "none", "same-site", "cross-site");

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final IntSupplier port;

    /**
     * Makes a guard.
     *
     * @param port the port that the server has, which is known when it is started
     */
    RequestGuard(Handler next, IntSupplier port) {
        super(next);
        this.port = port;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        SecurityHeaders.addTo(response.getHeaders());
        if (!METHODS.contains(request.getMethod())) {
            // Bytes after CONNECT belong to a tunnel, so the connection is closed.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            PlainErrors.refuse(
                    response,
                    callback,
                    HttpStatus.METHOD_NOT_ALLOWED_405,
                    "this server answers GET, HEAD, POST and DELETE");
            return true;
        }
        String refusal = refusal(request);
        if (refusal != null) {
            PlainErrors.refuse(response, callback, HttpStatus.FORBIDDEN_403, refusal);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** A header that comes twice must be right each time: who reads the other one is unknown. */
    private @Nullable String refusal(Request request) {
        HttpFields headers = request.getHeaders();
        List<String> hosts = headers.getValuesList(HttpHeader.HOST);
        if (hosts.size() != 1 || !isOwn(hosts.getFirst())) {
            return "the header Host must name this server once, such as 127.0.0.1:"
                    + port.getAsInt();
        }
        List<String> origins = headers.getValuesList(HttpHeader.ORIGIN);
        if (origins.size() > 1 || !origins.stream().allMatch(this::isOwnOrigin)) {
            return FOREIGN;
        }
        // Another port of this machine is the same site, and may be anybody's server.
        List<String> sites = headers.getValuesList("Sec-Fetch-Site");
        if (sites.size() > 1 || !SITES.containsAll(sites)) {
            return FOREIGN;
        }
        boolean navigates = headers.getValuesList("Sec-Fetch-Mode").equals(List.of("navigate"));
        return OWN_SITES.containsAll(sites) || (navigates && request.getMethod().equals("GET"))
                ? null
                : FOREIGN;
    }

    private boolean isOwnOrigin(String origin) {
        return origin.startsWith(SCHEME) && isOwn(origin.substring(SCHEME.length()));
    }

    private boolean isOwn(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon > 0
                && NAMES.contains(authority.substring(0, colon))
                && authority.substring(colon + 1).equals(Integer.toString(port.getAsInt()));
    }
}
