package dev.cairn.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TransactionMode;
import dev.cairn.server.configuration.ConfigurationReader;
import dev.cairn.server.process.ServerRecord;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as the official TypeScript client sees it, over its streams and over HTTP. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init") // The project is made before each test.
class TypeScriptClientIT {

    private static final String CLIENT = "@modelcontextprotocol/sdk@1.32.2";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> TOOLS =
            List.of(
                    "search",
                    "explore",
                    "symbol",
                    "outline",
                    "references",
                    "changes",
                    "status",
                    "refresh",
                    "replace_file",
                    "undo");

    @TempDir private static Path npm;
    @TempDir private Path temporary;
    private Path folder;

    @BeforeAll
    static void installTheClient() throws Exception {
        List<String> install =
                List.of("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", CLIENT);
        assumeTrue(
                ends(npm, install, 120),
                "npm cannot install " + CLIENT + ": npm or the network is not there");
        Path script = npm.resolve("client.mjs");
        try (InputStream source = TypeScriptClientIT.class.getResourceAsStream("client.mjs")) {
            Files.copy(Objects.requireNonNull(source), script);
        }
    }

    private static boolean ends(Path folder, List<String> command, int seconds)
            throws InterruptedException {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("output.txt").toFile());
            builder.environment().put("NODE_DISABLE_COMPILE_CACHE", "1");
            Process process = builder.start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    @BeforeEach
    void makeProject() throws Exception {
        folder = Files.createDirectory(temporary.toRealPath().resolve("project"));
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
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "first");
        Files.writeString(
                folder.resolve("Door.java"),
                "class Door {\n    String open(Greeting greeting) { return greeting.hello(\"a\"); }\n}\n");
        cairn("index", ".");
    }

    @AfterEach
    void stop() throws Exception {
        ProcessRun.Command.of(folder, Distribution.launcher(), "stop").run();
    }

    private void git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        assertThat(ends(folder, command, 60)).isTrue();
        Files.deleteIfExists(folder.resolve("output.txt"));
    }

    private void cairn(String... words) throws Exception {
        List<Object> command = new ArrayList<>(List.of(Distribution.launcher()));
        command.addAll(List.of(words));
        ProcessRun run = ProcessRun.Command.of(folder, command.toArray()).run();
        assertThat(run.exitCode()).as(run.error()).isZero();
    }

    @Test
    void everythingWorksOverTheStreamsOfAProcessThatEndsWithItsInput() throws Exception {
        Map<String, Object> how =
                Map.of(
                        "command",
                        Distribution.launcher().toString(),
                        "args",
                        List.of("mcp"),
                        "cwd",
                        folder.toString());
        try (TypeScriptClient client = new TypeScriptClient(npm, how)) {
            everyToolAnswers(client);
            mistakesAreExplained(client);
            aCancelledCallStopsItsWork(client);
            JsonNode end = client.ask("close", Map.of());
            assertThat(end.get("ended").asBoolean()).isTrue();
            assertThat(end.get("millis").asInt()).isLessThan(1_000);
        }
    }

    @Test
    void everythingWorksOverHttpForSeveralClientsAtOnce() throws Exception {
        cairn("serve", "--detach");
        ServerRecord record = ServerRecord.ofRunning(folder.resolve(".cairn/run")).orElseThrow();
        String page =
                record.doors().stream()
                        .filter(door -> door.name().equals("page"))
                        .findFirst()
                        .orElseThrow()
                        .address();
        Map<String, Object> how =
                Map.of(
                        "url",
                        page + "mcp",
                        "token",
                        Files.readString(folder.resolve(".cairn/run/http.token")).strip());
        try (TypeScriptClient other = new TypeScriptClient(npm, how);
                TypeScriptClient client = new TypeScriptClient(npm, how)) {
            everyToolAnswers(client);
            mistakesAreExplained(other);
            aCancelledCallStopsItsWork(client);
            assertThat(other.text("search", Map.of("query", "hello"))).contains("Greeting.java");
            client.ask("close", Map.of());
            other.ask("close", Map.of());
        }
    }

    private void everyToolAnswers(TypeScriptClient client) throws Exception {
        assertThat(client.ask("server", Map.of()).get("instructions").asString())
                .contains("Prefer it to grep");
        List<String> names = new ArrayList<>();
        client.ask("list", Map.of())
                .get("tools")
                .forEach(tool -> names.add(tool.get("name").asString()));
        assertThat(names).containsExactlyElementsOf(TOOLS);
        assertThat(client.text("search", Map.of("query", "hello"))).contains("Greeting.java:4");
        assertThat(client.text("explore", Map.of("query", "who says hello to people?")))
                .contains("== Greeting.java");
        String symbol = client.text("symbol", Map.of("name", "Greeting.hello"));
        String hash = symbol.split("file hash ", -1)[1].substring(0, 64);
        assertThat(client.text("outline", Map.of("path", "Door.java"))).contains("class Door");
        assertThat(client.text("references", Map.of("name", "Greeting.hello")))
                .contains("Door.java\n  2  call greeting.hello");
        assertThat(client.text("changes", Map.of())).contains("Door");
        assertThat(client.text("status", Map.of("paths", List.of("Door.java"))))
                .contains("Door.java: indexed");
        JsonNode refreshed =
                client.ask("progress", Map.of("tool", "refresh", "arguments", Map.of()));
        assertThat(refreshed.get("isError").asBoolean()).isFalse();
        String before = Files.readString(folder.resolve("Greeting.java"));
        String edited =
                client.text(
                        "replace_file",
                        Map.of(
                                "path",
                                "Greeting.java",
                                "expected_hash",
                                hash,
                                "definition",
                                "Greeting.hello",
                                "body",
                                "return \"Welcome, \" + name;"));
        assertThat(Files.readString(folder.resolve("Greeting.java")))
                .contains("        return \"Welcome, \" + name;\n    }\n");
        client.text("undo", Map.of("edit_id", edited.substring(5, edited.indexOf(':'))));
        assertThat(folder.resolve("Greeting.java")).hasContent(before);
    }

    private static void mistakesAreExplained(TypeScriptClient client) throws Exception {
        assertThat(client.fail("search", Map.of("query", "x", "kinds", "method")))
                .contains("unknown argument 'kinds'");
        assertThat(client.fail("search", Map.of())).contains("'query' is missing");
        assertThat(client.fail("search", Map.of("query", 5))).contains("must be of type string");
        assertThat(client.fail("references", Map.of("name", "a", "depth", 9)))
                .contains("from 1 to 5");
        assertThat(client.fail("outline", Map.of("path", "../.."))).contains("outside the project");
        assertThat(client.fail("replace_file", Map.of("path", "a", "expected_hash", "b")))
                .contains("give one of content, edits, or a definition");
    }

    /** The lock is held by another process, so the call waits until it is cancelled. */
    private void aCancelledCallStopsItsWork(TypeScriptClient client) throws Exception {
        DatabaseConfiguration configuration =
                ConfigurationReader.defaults(folder.resolve(".cairn")).database();
        DbWorkerManager worker = new DbWorkerManager(configuration);
        try (DatabaseDriver holder = new SqliteDriverProxy(() -> worker.connect("test"), false)) {
            holder.begin(TransactionMode.WRITE);
            client.ask(
                    "begin",
                    Map.of(
                            "tool",
                            "replace_file",
                            "arguments",
                            Map.of(
                                    "path",
                                    "New.java",
                                    "expected_hash",
                                    "absent",
                                    "content",
                                    "class New {}\n")));
            await(holder, () -> waiting(worker) == 1);
            assertThat(client.ask("abort", Map.of("tool", "replace_file")).get("end").asString())
                    .contains("enough");
            await(holder, () -> waiting(worker) == 0);
            holder.rollback();
        }
        assertThat(folder.resolve("New.java")).doesNotExist();
    }

    private static int waiting(DbWorkerManager worker) {
        return worker.status().orElseThrow().waitingWriters();
    }

    /** Waits, and keeps a transaction from being idle for too long meanwhile. */
    private static void await(DatabaseDriver holder, BooleanSupplier condition)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(holder.queryValue("SELECT 1")).contains(1L);
            assertThat(System.nanoTime() - deadline).isNegative();
            Thread.sleep(20);
        }
    }

    /** The script with the client, which is told what to do line by line. */
    private static final class TypeScriptClient implements AutoCloseable {

        private final Process process;
        private final Writer input;
        private final BufferedReader output;

        TypeScriptClient(Path npm, Map<String, Object> how) throws IOException {
            process =
                    new ProcessBuilder("node", "client.mjs", JSON.writeValueAsString(how))
                            .directory(npm.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            input = process.outputWriter(StandardCharsets.UTF_8);
            output = process.inputReader(StandardCharsets.UTF_8);
        }

        JsonNode ask(String action, Map<String, Object> more) throws IOException {
            Map<String, Object> command = new LinkedHashMap<>(more);
            command.put("action", action);
            input.write(JSON.writeValueAsString(command) + "\n");
            input.flush();
            String line = output.readLine();
            assertThat(line).as("an answer to %s", command).isNotNull();
            JsonNode answer = JSON.readTree(line);
            assertThat(answer.has("error")).as(line).isFalse();
            return answer.get("result");
        }

        private JsonNode call(String tool, Map<String, Object> arguments) throws IOException {
            return ask("call", Map.of("tool", tool, "arguments", arguments));
        }

        String text(String tool, Map<String, Object> arguments) throws IOException {
            JsonNode result = call(tool, arguments);
            String text = result.get("content").get(0).get("text").asString();
            assertThat(result.get("isError").asBoolean()).as(text).isFalse();
            return text;
        }

        String fail(String tool, Map<String, Object> arguments) throws IOException {
            JsonNode result = call(tool, arguments);
            String text = result.get("content").get(0).get("text").asString();
            assertThat(result.get("isError").asBoolean()).as(text).isTrue();
            return text;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
