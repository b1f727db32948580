package dev.cairn.web;

import dev.cairn.database.file.BoundedFile;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Console;
import dev.cairn.server.process.ServerRecord;
import dev.cairn.server.program.CairnProgram;
import dev.cairn.web.http.AccessToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * A short life of a server in the working folder, with a reader of pages and an agent, while the
 * JVM of the server records its AOT cache.
 */
public final class ServerTraining {

    private static final Path RUN = Path.of(".cairn", "run");
    private static final Path SOURCE = Path.of("Greeting.java");
    private static final String STOP_SECONDS = "120";
    private static final String SESSION = "mcp-session-id";
    private static final List<String> PAGES =
            List.of("", "search?q=hello", "search?q=greetingFor", "project", "workers");
    private static final List<String> REQUESTS =
            List.of(
                    "\"id\":2,\"method\":\"tools/list\",\"params\":{}",
                    call(3, "search", "{\"query\":\"hello\"}"),
                    call(4, "symbol", "{\"name\":\"greetingFor\"}"),
                    call(5, "references", "{\"name\":\"greetingFor\"}"),
                    call(6, "status", "{}"));

    private final StringWriter said = new StringWriter();
    private final CairnProgram program;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServerTraining() throws IOException {
        PrintWriter writer = new PrintWriter(said);
        this.program =
                new CairnProgram(
                        new Surroundings(
                                Path.of("").toRealPath(),
                                Map.of(),
                                new Console(writer, writer, false, false)));
    }

    /** Runs the server, whose JVM has the options of a worker. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new ServerTraining().run();
    }

    private void run() throws IOException, InterruptedException {
        expectDone("serve", "--detach");
        try {
            URI page =
                    ServerRecord.read(RUN).orElseThrow().doors().stream()
                            .filter(door -> door.name().equals("page"))
                            .map(door -> URI.create(door.address()))
                            .findFirst()
                            .orElseThrow();
            String token =
                    BoundedFile.text(RUN.resolve(AccessToken.FILE), BoundedFile.RECORD_BYTES)
                            .strip();
            // Brings the file up to date as the watcher does, which has the same cache.
            Files.writeString(SOURCE, "\n// changed\n", StandardOpenOption.APPEND);
            for (String path : PAGES) {
                ask(HttpRequest.newBuilder(page.resolve(path)).GET().build());
            }
            talk(page.resolve("mcp"), token);
        } finally {
            // The server writes its cache when it ends, which takes some seconds.
            expectDone("stop", "--drain-seconds", STOP_SECONDS);
        }
    }

    private void talk(URI door, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(door)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream");
        String session =
                ask(request.POST(
                                        message(
                                                "\"id\":1,\"method\":\"initialize\",\"params\":"
                                                        + "{\"protocolVersion\":\"2025-06-18\","
                                                        + "\"capabilities\":{},\"clientInfo\":"
                                                        + "{\"name\":\"training\",\"version\":\"1\"}}"))
                                .build())
                        .headers()
                        .firstValue(SESSION)
                        .orElseThrow();
        request.header(SESSION, session);
        ask(request.POST(message("\"method\":\"notifications/initialized\"")).build());
        for (String some : REQUESTS) {
            ask(request.POST(message(some)).build());
        }
    }

    private static HttpRequest.BodyPublisher message(String fields) {
        return BodyPublishers.ofString("{\"jsonrpc\":\"2.0\"," + fields + "}");
    }

    private static String call(int id, String tool, String arguments) {
        return "\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}"
                .formatted(id, tool, arguments);
    }

    private HttpResponse<String> ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(
                    "'%s' was answered with %d:%n%s"
                            .formatted(request.uri(), answer.statusCode(), answer.body()));
        }
        return answer;
    }

    private void expectDone(String... arguments) {
        int code = program.run(arguments);
        if (code != 0) {
            throw new IllegalStateException(
                    "'cairn %s' ended with %d:%n%s"
                            .formatted(String.join(" ", arguments), code, said));
        }
    }
}
