package dev.cairn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code cairn mcp} as a client sees it: JSON-RPC lines over the streams of its process. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class McpIT {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** The most that a client pays for knowing the tools, in tokens of four characters. */
    private static final int MOST_TOKENS = 2_800;

    @TempDir private Path folder;

    @BeforeEach
    void makeProject() throws Exception {
        Files.writeString(
                folder.resolve("Greeting.java"),
                """
                /** Greets people. */
                public class Greeting {
                    /** Says hello to someone. */
                    public String hello(String name) {
                        return "Hello, " + name;
                    }
                }
                """);
        Files.writeString(
                folder.resolve("Door.java"),
                """
                public class Door {
                    private final Greeting greeting = new Greeting();

                    String open(String visitor) {
                        return greeting.hello(visitor);
                    }
                }
                """);
        ProcessRun indexed =
                ProcessRun.Command.of(folder, Distribution.launcher(), "index", ".").run();
        assertThat(indexed.exitCode()).as(indexed.error()).isZero();
    }

    @AfterEach
    void stopWorker() throws Exception {
        ProcessRun.Command.of(folder, Distribution.launcher(), "stop").run();
    }

    @Test
    void everyToolAnswersWithTheStateOfTheIndexAtTheEnd() throws Exception {
        try (Client client = new Client(folder)) {
            assertThat(client.call("search", Map.of("query", "hello")))
                    .contains("Greeting.java:4", "method Greeting.hello");
            assertThat(client.call("explore", Map.of("query", "who says hello to people?")))
                    .contains("== Greeting.java", "public String hello(String name)")
                    .contains(" · question, by words: no vectorization worker is running;");
            String symbol = client.call("symbol", Map.of("name", "Greeting.hello"));
            assertThat(symbol).contains("Greeting.java:4-6", "Door.java\n  5  call", "file hash ");
            assertThat(client.call("outline", Map.of("path", "Door.java"))).contains("class Door");
            assertThat(client.call("references", Map.of("name", "Greeting.hello")))
                    .contains("Door.java\n  5  call greeting.hello in Door.open");
            assertThat(client.call("status", Map.of("paths", List.of("Door.java", "No.java"))))
                    .contains("Door.java: indexed", "No.java: not in the index");

            Files.writeString(folder.resolve("Later.java"), "class Later {}\n");
            assertThat(client.call("refresh", Map.of("paths", List.of("Later.java"))))
                    .contains("indexed 1 file");
            assertThat(client.call("search", Map.of("query", "Later"))).contains("Later.java:1");
        }
    }

    @Test
    void anEditChangesTheFileAndUndoBringsItBack() throws Exception {
        String before = Files.readString(folder.resolve("Greeting.java"));
        try (Client client = new Client(folder)) {
            String symbol = client.call("symbol", Map.of("name", "Greeting.hello"));
            String hash = symbol.split("file hash ", -1)[1].substring(0, 64);
            Map<String, Object> edit =
                    Map.of(
                            "path",
                            "Greeting.java",
                            "expected_hash",
                            hash,
                            "edits",
                            List.of(
                                    Map.of(
                                            "start",
                                            5,
                                            "end",
                                            5,
                                            "text",
                                            "        return \"Welcome, \" + name;")));

            String done = client.call("replace_file", edit);
            assertThat(Files.readString(folder.resolve("Greeting.java"))).contains("Welcome");
            assertThat(client.call("search", Map.of("query", "Welcome"))).contains("Greeting.java");
            assertThat(client.fail("replace_file", edit)).contains("not the file that you read");

            String id = done.substring("edit ".length(), done.indexOf(':'));
            client.call("undo", Map.of("edit_id", id));
            assertThat(folder.resolve("Greeting.java")).hasContent(before);
        }
    }

    @Test
    void aMistakeOfTheCallerIsAnAnswerThatSaysHowToCallAgain() throws Exception {
        try (Client client = new Client(folder)) {
            assertThat(client.fail("search", Map.of("query", "x", "kinds", "method")))
                    .contains("unknown argument 'kinds'", "kind, path");
            assertThat(client.fail("search", Map.of())).contains("argument 'query' is missing");
            assertThat(client.fail("search", Map.of("query", "x", "limit", 500)))
                    .contains("from 1 to 50");
            assertThat(client.fail("search", Map.of("query", "kind:metod x")))
                    .contains("metod", "method");
            assertThat(client.fail("outline", Map.of("path", "../../etc/passwd")))
                    .contains("outside the project");
            assertThat(client.call("symbol", Map.of("name", "Greeting.helo")))
                    .contains("no definition of 'Greeting.helo'");
        }
    }

    @Test
    void whatAClientPaysForTheToolsIsBounded() throws Exception {
        try (Client client = new Client(folder)) {
            JsonNode tools = client.request("tools/list", Map.of()).get("tools");
            assertThat(tools.size()).isEqualTo(10);
            int characters = JSON.writeValueAsString(tools).length() + client.instructions.length();
            assertThat(characters / 4).isLessThanOrEqualTo(MOST_TOKENS);
            for (JsonNode tool : tools) {
                assertThat(JSON.writeValueAsString(tool).length()).isLessThanOrEqualTo(1_500);
            }
        }
        try (Client client = new Client(folder, "--profile", "read")) {
            assertThat(client.request("tools/list", Map.of()).get("tools").size()).isEqualTo(7);
        }
    }

    @Test
    void theStartUsesTheCacheOfTheCommand() throws Exception {
        ProcessRun run =
                ProcessRun.Command.of(folder, Distribution.launcher(), "mcp")
                        .with("CAIRN_JAVA_OPTIONS", "-XX:AOTMode=on -Xlog:aot=info:stderr")
                        .run();
        assertThat(run.exitCode()).as(run.error()).isZero();
        assertThat(run.error()).contains("Using AOT-linked classes: true");
    }

    @Test
    void theProcessEndsWithItsClient() throws Exception {
        Client client = new Client(folder);
        client.call("status", Map.of());

        client.close();

        assertThat(client.process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(client.process.exitValue()).isZero();
    }

    @Test
    void aCallUnderWayDoesNotKeepTheProcessOfAClientThatIsGone() throws Exception {
        // A reference that is a pipe is read until the time limit.
        Path git = folder.resolve(".git");
        Files.createDirectories(git.resolve("objects"));
        Files.createDirectories(git.resolve("refs/heads"));
        Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
        Path pipe = git.resolve("refs/heads/main");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        Client client = new Client(folder);
        client.send(
                Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        2,
                        "method",
                        "tools/call",
                        "params",
                        Map.of("name", "changes", "arguments", Map.of("since", "HEAD"))));
        Thread.sleep(1_000);
        assertThat(client.process.isAlive()).isTrue();
        client.input.close();
        assertThat(client.process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    /** A client with one request at a time. */
    private static final class Client implements AutoCloseable {

        private final Process process;
        private final Writer input;
        private final BufferedReader output;
        private final String instructions;
        private int requests;

        Client(Path folder, String... options) throws IOException {
            List<String> command =
                    new ArrayList<>(List.of(Distribution.launcher().toString(), "mcp"));
            command.addAll(List.of(options));
            process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            input = process.outputWriter(StandardCharsets.UTF_8);
            output =
                    new BufferedReader(
                            new InputStreamReader(
                                    process.getInputStream(), StandardCharsets.UTF_8));
            JsonNode server =
                    request(
                            "initialize",
                            Map.of(
                                    "protocolVersion",
                                    "2025-06-18",
                                    "capabilities",
                                    Map.of(),
                                    "clientInfo",
                                    Map.of("name", "test", "version", "1")));
            instructions = server.get("instructions").asString();
            send(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
        }

        /** Calls a tool that must succeed, and whose last line must say how fresh the index is. */
        String call(String tool, Map<String, Object> arguments) throws IOException {
            JsonNode result = request("tools/call", Map.of("name", tool, "arguments", arguments));
            String text = result.get("content").get(0).get("text").asString();
            assertThat(result.get("isError").asBoolean()).as(text).isFalse();
            if (!tool.equals("replace_file") && !tool.equals("undo")) {
                assertThat(text.lines().toList().getLast()).startsWith("index: ");
            }
            return text;
        }

        String fail(String tool, Map<String, Object> arguments) throws IOException {
            JsonNode result = request("tools/call", Map.of("name", tool, "arguments", arguments));
            String text = result.get("content").get(0).get("text").asString();
            assertThat(result.get("isError").asBoolean()).as(text).isTrue();
            return text;
        }

        JsonNode request(String method, Map<String, Object> parameters) throws IOException {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("jsonrpc", "2.0");
            message.put("id", ++requests);
            message.put("method", method);
            message.put("params", parameters);
            send(message);
            while (true) {
                String line = output.readLine();
                assertThat(line).as("an answer to %s", method).isNotNull();
                JsonNode answer = JSON.readTree(line);
                if (answer.has("id") && answer.get("id").asInt() == requests) {
                    assertThat(answer.has("error")).as(line).isFalse();
                    return answer.get("result");
                }
            }
        }

        private void send(Map<String, Object> message) throws IOException {
            input.write(JSON.writeValueAsString(message) + "\n");
            input.flush();
        }

        @Override
        public void close() throws IOException {
            input.close();
        }
    }
}
