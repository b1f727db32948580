package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.configuration.CairnConfiguration;
import dev.cairn.server.configuration.ConfigurationReader;
import dev.cairn.server.process.PageSettings;
import dev.cairn.server.process.Server;
import dev.cairn.server.process.ServerRecord;
import dev.cairn.server.process.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A source tree whose server runs in this process, with its workers in processes of their own. */
final class ServedTree implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");

    private final Path root;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server;

    private ServedTree(Path root, Server server) {
        this.root = root;
        this.server = server;
    }

    /** Writes a file of a tree, with the folders around it. */
    static void write(Path root, String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Starts a server of a folder, at any free port. */
    static ServedTree serve(Path root) {
        return new ServedTree(root, Server.start(settings(root), _ -> {}));
    }

    private static ServerSettings settings(Path root) {
        Path configured = root.resolve(".cairn/config.json");
        CairnConfiguration configuration =
                Files.exists(configured)
                        ? ConfigurationReader.read(configured)
                        : ConfigurationReader.defaults(root.resolve(".cairn"));
        return ServerSettings.of(configuration, root).with(PageSettings.USUAL);
    }

    Path root() {
        return root;
    }

    ServerRecord record() {
        return server.record();
    }

    /** Returns the address of the page, with a slash at its end. */
    String address() {
        return server.record().doors().stream()
                .filter(door -> door.name().equals("page"))
                .findFirst()
                .orElseThrow()
                .address();
    }

    String token() throws IOException {
        return Files.readString(root.resolve(".cairn/run/http.token")).strip();
    }

    /** Returns a request, to which headers can be added. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address()).resolve(path))
                .timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).build());
    }

    /** Returns a page as a browser gets it that has shown the token. */
    String get(String path, String session) throws Exception {
        return send(request(path).header("Cookie", session).build()).body();
    }

    /** Sends a form and returns the page that answers it. */
    String post(String path, String session, String form) throws Exception {
        return send(request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", session)
                        .POST(BodyPublishers.ofString(form))
                        .build())
                .body();
    }

    /** Shows the token and returns the cookie of the session. */
    String login() throws Exception {
        HttpResponse<String> answer =
                send(
                        request("/login")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("token=" + token()))
                                .build());
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    /** Returns the secret of the forms of a page. */
    String formSecret(String path, String session) throws Exception {
        String page = get(path, session);
        Matcher secret = FORM.matcher(page);
        assertThat(secret.find()).as(page).isTrue();
        return secret.group(1);
    }

    /** Waits until a page is as it should be. */
    String await(String path, Predicate<String> condition) throws Exception {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (true) {
            String body = get(path).body();
            if (condition.test(body)) {
                return body;
            }
            assertThat(System.nanoTime() - deadline).as(body).isNegative();
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
