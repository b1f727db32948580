package dev.cairn.mcp;

import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Console;
import dev.cairn.server.program.CairnProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A short conversation of a client with {@code cairn mcp} in the working folder, while the JVM
 * records the AOT cache of that command.
 */
public final class McpTraining {

    private static final String INITIALIZE =
            "\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                    + "\"clientInfo\":{\"name\":\"training\",\"version\":\"1\"}}";
    private static final String INITIALIZED =
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n";

    private McpTraining() {}

    /** Runs the conversation. */
    public static void main(String[] arguments) throws IOException {
        Pipe questions = Pipe.open();
        Pipe answers = Pipe.open();
        System.setIn(Channels.newInputStream(questions.source()));
        System.setOut(
                new PrintStream(
                        Channels.newOutputStream(answers.sink()), true, StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().name("client").start(() -> talk(questions, answers));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        Surroundings here =
                new Surroundings(
                        Path.of("").toRealPath(),
                        Map.of(),
                        new Console(writer, writer, false, false));
        int code = new CairnProgram(here).run("mcp");
        if (code != 0) {
            throw new IllegalStateException("'cairn mcp' ended with %d:%n%s".formatted(code, said));
        }
    }

    private static void talk(Pipe questions, Pipe answers) {
        List<String> requests =
                List.of(
                        INITIALIZE,
                        "\"tools/list\",\"params\":{}",
                        call("search", "{\"query\":\"hello\"}"),
                        call("symbol", "{\"name\":\"greetingFor\"}"),
                        call("outline", "{\"path\":\"Greeting.java\"}"),
                        call("references", "{\"name\":\"greetingFor\"}"),
                        call("explore", "{\"query\":\"who says hello?\"}"),
                        call("search", "{\"query\":\"hello\",\"kinds\":\"wrong\"}"),
                        call("status", "{}"));
        try (Writer input = Channels.newWriter(questions.sink(), StandardCharsets.UTF_8);
                BufferedReader output =
                        new BufferedReader(
                                new InputStreamReader(
                                        Channels.newInputStream(answers.source()),
                                        StandardCharsets.UTF_8))) {
            for (int id = 1; id <= requests.size(); id++) {
                input.write(
                        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":%s}\n"
                                .formatted(id, requests.get(id - 1)));
                input.write(id == 1 ? INITIALIZED : "");
                input.flush();
                String line = "";
                while (line != null && !line.contains("\"id\":" + id)) {
                    line = output.readLine();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String call(String tool, String arguments) {
        return "\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}"
                .formatted(tool, arguments);
    }
}
