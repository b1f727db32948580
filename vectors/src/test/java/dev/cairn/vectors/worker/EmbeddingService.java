package dev.cairn.vectors.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cairn.server.configuration.CairnConfiguration.ModelSettings;
import dev.cairn.server.configuration.CairnConfiguration.RemoteModelSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** A service for embeddings on this machine, which is out of order at first. */
final class EmbeddingService implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private volatile boolean works;

    EmbeddingService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/embeddings", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String text =
                JSON.readTree(exchange.getRequestBody().readAllBytes())
                        .path("input")
                        .path(0)
                        .asString("");
        texts.add(text);
        byte[] body =
                "{\"data\": [{\"embedding\": [%d, 1, 2]}]}"
                        .formatted(text.length())
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(works ? 200 : 503, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    ModelSettings settings() {
        URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/v1");
        return new ModelSettings(
                Optional.empty(),
                Optional.of(new RemoteModelSettings(url, "some-model", Optional.empty())));
    }

    void works(boolean now) {
        works = now;
    }

    /** Returns the texts that it was asked for. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
