package dev.cairn.web.http;

import java.util.Set;
import java.util.function.IntSupplier;
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
        String refusal = refusal(request);
        if (refusal != null) {
            PlainErrors.refuse(response, callback, HttpStatus.FORBIDDEN_403, refusal);
            return true;
        }
        if (!METHODS.contains(request.getMethod())) {
            PlainErrors.refuse(
                    response,
                    callback,
                    HttpStatus.METHOD_NOT_ALLOWED_405,
                    "this server answers GET, HEAD, POST and DELETE");
            return true;
        }
        return super.handle(request, response, callback);
    }

    private @Nullable String refusal(Request request) {
        if (!isOwn(request.getHeaders().get(HttpHeader.HOST))) {
            return "the header Host must name this server, such as 127.0.0.1:" + port.getAsInt();
        }
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        if (origin != null
                && !(origin.startsWith("http://") && isOwn(origin.substring("http://".length())))) {
            return "requests of other sites are refused";
        }
        // Another port of this machine is the same site, and may be anybody's server.
        String from = request.getHeaders().get("Sec-Fetch-Site");
        boolean foreign = "cross-site".equals(from) || "same-site".equals(from);
        boolean navigates = "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"));
        return foreign && !(navigates && request.getMethod().equals("GET"))
                ? "requests of other sites are refused"
                : null;
    }

    private boolean isOwn(@Nullable String authority) {
        if (authority == null) {
            return false;
        }
        int colon = authority.lastIndexOf(':');
        return colon > 0
                && NAMES.contains(authority.substring(0, colon))
                && authority.substring(colon + 1).equals(Integer.toString(port.getAsInt()));
    }
}
