package dev.cairn.web;

import dev.cairn.server.process.Door;
import dev.cairn.server.process.DoorContext;
import dev.cairn.server.process.ServerSettings;
import dev.cairn.web.http.AccessToken;
import dev.cairn.web.http.HttpEndpoint;
import dev.cairn.web.http.HttpServer;
import dev.cairn.web.http.Session;
import dev.cairn.web.page.PageHandler;
import dev.cairn.web.page.PageIndex;
import java.util.List;
import java.util.ServiceLoader;

/** The door for browsers, and for whatever else speaks HTTP. */
public final class PageDoor implements Door {

    /** Makes the door; found by {@link ServiceLoader}. */
    public PageDoor() {}

    @Override
    public String name() {
        return "page";
    }

    @Override
    public boolean needed(ServerSettings settings) {
        return settings.page().enabled();
    }

    @Override
    public OpenDoor open(DoorContext context) {
        List<HttpEndpoint> endpoints =
                ServiceLoader.load(HttpEndpoint.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        AccessToken token = AccessToken.of(context.settings().run());
        Session session = new Session(token);
        PageIndex index = new PageIndex(context);
        HttpServer server;
        try {
            server =
                    HttpServer.start(
                            context.settings().page(),
                            token,
                            context,
                            endpoints,
                            new PageHandler(AllPages.of(context, index, session), session));
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
        if (context.settings().page().open()) {
            Browser.open(context.settings().run(), server.address(), token);
        }
        return new OpenPage(server, index);
    }

    /** The page while it is served. */
    private record OpenPage(HttpServer server, PageIndex index) implements OpenDoor {

        @Override
        public String address() {
            return server.address();
        }

        @Override
        public void close() {
            server.close();
            index.close();
        }
    }
}
