package dev.cairn.web.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Gives a request to the endpoint whose path it has, and all others to the pages. */
final class PathChoice extends Handler.Sequence {

    private final Map<String, Handler> endpoints;
    private final Handler pages;

    PathChoice(Map<String, Handler> endpoints, Handler pages) {
        super(all(endpoints, pages));
        this.endpoints = Map.copyOf(endpoints);
        this.pages = pages;
    }

    private static List<Handler> all(Map<String, Handler> endpoints, Handler pages) {
        List<Handler> all = new ArrayList<>(endpoints.values());
        all.add(pages);
        return all;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        for (Map.Entry<String, Handler> endpoint : endpoints.entrySet()) {
            if (path.equals(endpoint.getKey()) || path.startsWith(endpoint.getKey() + "/")) {
                return endpoint.getValue().handle(request, response, callback);
            }
        }
        return pages.handle(request, response, callback);
    }
}
