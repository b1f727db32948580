package dev.cairn.vectors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;

import dev.cairn.server.configuration.CairnConfiguration.RemoteModelSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

class RemoteModelTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String answer = "{\"data\": [{\"embedding\": [0.5, -1.0, 0.25]}]}";
    private HttpServer service;

    @TempDir Path folder;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext(
                "/v1/embeddings",
                exchange -> {
                    asked.add(
                            exchange.getRequestHeaders().getFirst("Authorization")
                                    + " "
                                    + new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8));
                    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private RemoteModelSettings settings(Optional<Path> keyFile) {
        URI url = URI.create("http://localhost:" + service.getAddress().getPort() + "/v1");
        return new RemoteModelSettings(url, "some-model", keyFile);
    }

    @Test
    void serviceIsAskedWithTheKeyOfTheEnvironment() {
        Map<String, String> environment = Map.of(RemoteModel.KEY_VARIABLE, "secret\n");
        try (RemoteModel model = RemoteModel.open(settings(Optional.empty()), environment)) {
            assertThat(model.passage("a \"text\"").bytes()).containsExactly(64, -127, 32);
            assertThat(model.dimensions()).isEqualTo(3);
            assertThat(model.name()).isEqualTo("some-model@localhost");
        }
        assertThat(asked)
                .last()
                .isEqualTo(
                        "Bearer secret {\"model\":\"some-model\",\"input\":[\"a \\\"text\\\"\"]}");
    }

    @Test
    void keyFilesThatOthersCanReadAreRefused() throws IOException {
        Path key = folder.resolve("key");
        Files.writeString(key, "from-file");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> RemoteModel.open(settings(Optional.of(key)), Map.of()))
                .withMessageContaining("chmod 600 '" + key + "'");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        RemoteModel.open(settings(Optional.of(key)), Map.of()).close();
        assertThat(asked).last().asString().startsWith("Bearer from-file ");
    }

    @Test
    void failuresOfTheServiceAreReportedWithoutTheKey() {
        try (RemoteModel model =
                RemoteModel.open(
                        settings(Optional.empty()), Map.of(RemoteModel.KEY_VARIABLE, "secret"))) {
            answer = "{\"data\": [{\"embedding\": [1, 2]}]}";
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.passage("x"))
                    .withMessageEndingWith("its answer has no vector of 3 numbers");
            status = 429;
            answer = "too many requests";
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.passage("x"))
                    .withMessageEndingWith("failed: status 429: too many requests")
                    .withMessageNotContaining("secret");
        }
    }
}
