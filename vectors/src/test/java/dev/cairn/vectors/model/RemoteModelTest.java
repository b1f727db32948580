package dev.cairn.vectors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.cairn.server.configuration.CairnConfiguration.RemoteModelSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteModelTest {

    private static final String HUGE = "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n";
    private static final String BEGUN = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{";

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
            assertThat(model.name()).isEqualTo("some-model@localhost (3)");
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
                    .withMessageContaining("its vector has 2 numbers, those before had 3; restart");
            status = 429;
            answer = "too many requests";
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.passage("x"))
                    .withMessageEndingWith("failed: status 429: too many requests")
                    .withMessageNotContaining("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Sign in</body></html>",
                "",
                "[]",
                "{\"data\": []}",
                "{\"data\": [{\"embedding\": []}]}",
                "{\"data\": [{\"embedding\": [1, NaN, 3]}]}",
                "{\"data\": [{\"embedding\": [1, 1e999, 3]}]}",
                "{\"data\": [{\"embedding\": [1, null, 3]}]}",
                "{\"data\": [{\"embedding\": [1, \"2\", 3]}]}",
                "{\"data\": [{\"embedding\": \"AAAA\"}]}",
            })
    void answersThatAreNoVectorAreRefused(String wrong) {
        try (RemoteModel model = RemoteModel.open(settings(Optional.empty()), Map.of())) {
            answer = wrong;
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.passage("x"))
                    .withMessageStartingWith("the embedding service 'http://localhost:")
                    .withMessageNotContaining("Exception");
        }
    }

    @Test
    void vectorsOfTooManyNumbersAreRefusedAtTheStart() {
        answer = "{\"data\": [{\"embedding\": [" + "1,".repeat(8_192) + "1]}]}";
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> RemoteModel.open(settings(Optional.empty()), Map.of()))
                .withMessageEndingWith("its vector has 8193 numbers, at most 8192 are allowed");
    }

    /** A service that sends without end, by a socket, because an HTTP server would stop itself. */
    @Test
    void answersWithoutEndAreCutOff() throws IOException {
        try (ServerSocket endless = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AtomicLong sent = new AtomicLong();
            Thread.ofPlatform().daemon().start(() -> sendWithoutEnd(endless, sent));
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> RemoteModel.open(at(endless), Map.of()))
                    .withMessageStartingWith("the embedding service");
            assertThat(sent.get()).isLessThan(64L << 20);
        }
    }

    private static void sendWithoutEnd(ServerSocket server, AtomicLong sent) {
        try (Socket connection = server.accept()) {
            OutputStream out = connection.getOutputStream();
            out.write(HUGE.getBytes(StandardCharsets.US_ASCII));
            byte[] some = new byte[1 << 16];
            while (true) {
                out.write(some);
                sent.addAndGet(some.length);
            }
        } catch (IOException _) {
            // The client has closed the connection.
        }
    }

    /** The headers come at once and the body never does. */
    @Test
    void answersThatDoNotComeAreGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> sendHeadersOnly(silent));
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> RemoteModel.open(at(silent), Map.of(), Duration.ofSeconds(1)))
                    .withMessageEndingWith("failed: no whole answer within 1 s");
        }
    }

    private static void sendHeadersOnly(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write(BEGUN.getBytes(StandardCharsets.US_ASCII));
            // Until the client closes the connection.
            connection.getInputStream().readAllBytes();
        } catch (IOException _) {
            // The client has closed the connection.
        }
    }

    private static RemoteModelSettings at(ServerSocket server) {
        return new RemoteModelSettings(
                URI.create("http://localhost:" + server.getLocalPort()), "m", Optional.empty());
    }

    @Test
    void servicesThatAreNotThereAreReported() throws IOException {
        RemoteModelSettings nowhere;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = at(closed);
        }
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> RemoteModel.open(nowhere, Map.of()))
                .withMessageEndingWith("failed: the connection was refused");
    }
}
