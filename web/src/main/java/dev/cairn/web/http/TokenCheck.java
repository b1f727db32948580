package dev.cairn.web.http;

import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Rejects requests without the token (RFC 6750). */
final class TokenCheck extends Handler.Wrapper {

    private static final String SCHEME = "Bearer ";

    private final AccessToken token;

    TokenCheck(Handler next, AccessToken token) {
        super(next);
        this.token = token;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        List<String> given = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        if (given.size() == 1 && isKnown(given.getFirst())) {
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"cairn\"");
        PlainErrors.refuse(
                response,
                callback,
                HttpStatus.UNAUTHORIZED_401,
                "give the header 'Authorization: Bearer TOKEN' with the token from the file '%s' of the project's .cairn/run"
                        .formatted(AccessToken.FILE));
        return true;
    }

    private boolean isKnown(String given) {
        return given.startsWith(SCHEME) && token.matches(given.substring(SCHEME.length()).strip());
    }
}
