package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Model Context Protocol over HTTP as bytes on the wire. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway.Init") // The server is started before the tests.
class McpHttpIT {

    private static final String INITIALIZE =
            """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\
            """;
    private static final String LIST =
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{}}";

    @TempDir private static Path temporary;
    private static ServedTree tree;

    @BeforeAll
    static void serve() throws Exception {
        Path root = temporary.toRealPath().resolve("project");
        ServedTree.write(root, "src/Door.java", "class Door { void open() {} }\n");
        tree = ServedTree.serve(root);
    }

    @AfterAll
    static void close() {
        tree.close();
    }

    private static HttpRequest.Builder post(String body) throws Exception {
        return tree.request("mcp")
                .header("Authorization", "Bearer " + tree.token())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(body));
    }

    /** Opens a session and returns its id. */
    private static String session() throws Exception {
        HttpResponse<String> opened = tree.send(post(INITIALIZE).build());
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        assertThat(opened.body()).contains("\"name\":\"cairn\"").contains("Prefer it to grep");
        String session = opened.headers().firstValue("mcp-session-id").orElseThrow();
        tree.send(
                post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .header("mcp-session-id", session)
                        .build());
        return session;
    }

    private static HttpResponse<String> ask(String session, String body) throws Exception {
        return tree.send(post(body).header("mcp-session-id", session).build());
    }

    private static String call(String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
                .formatted(tool, arguments);
    }

    @Test
    void aClientListsAndCallsTheTools() throws Exception {
        String session = session();
        assertThat(ask(session, LIST).body())
                .contains("\"search\"", "\"replace_file\"", "\"undo\"");
        String found = "";
        for (int i = 0; i < 100 && !found.contains("method Door.open"); i++) {
            found = ask(session, call("search", "{\"query\":\"open\"}")).body();
            Thread.sleep(100);
        }
        assertThat(found).contains("src/Door.java:1", "method Door.open", "index: 1 file");
        assertThat(ask(session, call("explore", "{\"query\":\"how is a door opened\"}")).body())
                .contains(" · question, by words: no vectorization worker is running; ");
        assertThat(ask(session, call("search", "{\"query\":\"open\",\"kinds\":\"x\"}")).body())
                .contains("unknown argument 'kinds'", "\"isError\":true");

        // The name of a file is the name of a Python module, whatever is in it.
        ServedTree.write(tree.root(), "src/my file\nreal.py", "def spaced():\n    pass\n");
        found = "";
        for (int i = 0; i < 100 && !found.contains("function"); i++) {
            found = ask(session, call("search", "{\"query\":\"spaced\"}")).body();
            Thread.sleep(100);
        }
        assertThat(found).contains("function my file_real.spaced").contains("\"isError\":false");

        HttpResponse<String> ended =
                tree.send(
                        tree.request("mcp")
                                .header("Authorization", "Bearer " + tree.token())
                                .header("mcp-session-id", session)
                                .DELETE()
                                .build());
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(ask(session, LIST).statusCode()).isEqualTo(404);
    }

    @Test
    void argumentsComeBackCutAndAsPartOfALine() throws Exception {
        String session = session();
        String line = "zz" + "\\n" + "forged: line" + "\\r" + "\\u2028" + "forged: line";
        String hash = "\"expected_hash\":\"absent\"";
        for (String text : new String[] {line, "z".repeat(1_000_000), line + "z".repeat(100_000)}) {
            String[][] calls = {
                {"search", "{\"query\":\"%s\"}"},
                {"search", "{\"query\":\"\\\"%s\"}"},
                {"search", "{\"query\":\"/(%s/\"}"},
                {"search", "{\"query\":\"open\",\"kind\":\"%s\"}"},
                {"search", "{\"query\":\"kind:\\\"%s\\\"\"}"},
                {"search", "{\"query\":\"open\",\"mode\":\"%s\"}"},
                {"search", "{\"query\":\"open\",\"language\":\"%s\"}"},
                {"search", "{\"query\":\"open\",\"path\":\"%s\"}"},
                {"search", "{\"query\":\"open\",\"cursor\":\"%s\"}"},
                {"search", "{\"query\":\"open\",\"%s\":1}"},
                {"search", "{\"query\":[\"%s\"]}"},
                {"explore", "{\"query\":\"%s\"}"},
                {"explore", "{\"names\":[\"%s\"]}"},
                {"symbol", "{\"name\":\"%s\"}"},
                {"symbol", "{\"name\":\"a.%s\"}"},
                {"outline", "{\"path\":\"%s\"}"},
                {"outline", "{\"path\":\"../%s\"}"},
                {"references", "{\"name\":\"%s\"}"},
                {"references", "{\"name\":\"a.%s\",\"depth\":2}"},
                {"changes", "{\"since\":\"%s\"}"},
                {"refresh", "{\"paths\":[\"%s\"]}"},
                {"refresh", "{\"paths\":[\"../%s\"]}"},
                {"replace_file", "{" + hash + ",\"path\":\"../%s\",\"content\":\"\"}"},
                {"replace_file", "{" + hash + ",\"path\":\".git/%s\",\"content\":\"\"}"},
                {"replace_file", "{\"expected_hash\":\"%s\",\"path\":\"x\",\"content\":\"\"}"},
                {
                    "replace_file",
                    "{" + hash + ",\"path\":\"x\",\"definition\":\"%s\",\"body\":\"\"}"
                },
                {"undo", "{\"edit_id\":\"%s\"}"},
            };
            for (String[] call : calls) {
                String body = ask(session, call(call[0], call[1].formatted(text))).body();
                String named = call[0] + " " + call[1];
                assertThat(body.length()).as(named).isLessThan(10_000);
                assertThat(body)
                        .as(named)
                        .containsAnyOf("\"result\"", "\"error\"")
                        .doesNotContain("\\nforged", "\\rforged", "\u2028forged");
            }
        }
    }

    @Test
    void aFolderIsAlsoServedByItsName() throws Exception {
        HttpResponse<String> opened =
                tree.send(
                        tree.request("mcp/project")
                                .header("Authorization", "Bearer " + tree.token())
                                .header("Content-Type", "application/json")
                                .header("Accept", "application/json, text/event-stream")
                                .POST(BodyPublishers.ofString(INITIALIZE))
                                .build());
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
    }

    @Test
    void aRequestWithoutTheTokenOrOfAnotherSiteIsRefused() throws Exception {
        for (String token : List.of("", "Bearer ", "Bearer wrong", "Basic " + tree.token())) {
            HttpRequest.Builder request =
                    tree.request("mcp")
                            .header("Content-Type", "application/json")
                            .header("Accept", "application/json, text/event-stream")
                            .POST(BodyPublishers.ofString(INITIALIZE));
            if (!token.isEmpty()) {
                request.header("Authorization", token);
            }
            assertThat(tree.send(request.build()).statusCode()).as(token).isEqualTo(401);
        }
        assertThat(
                        tree.send(post(INITIALIZE).header("Origin", "http://evil.example").build())
                                .statusCode())
                .isEqualTo(403);
        Path token = tree.root().resolve(".cairn/run/http.token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
    }

    /** The library would answer these with the trace of an exception, or with nothing. */
    @Test
    void wrongMessagesGetAnErrorOfTheProtocolAndNothingOfTheProgram() throws Exception {
        String session = session();
        String call = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":%s}";
        for (String body :
                List.of(
                        "",
                        "{",
                        "5",
                        "null",
                        "[" + LIST + "]",
                        "[".repeat(100_000),
                        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"tools/list\"}",
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"tools/list\"}",
                        "{\"jsonrpc\":\"2.0\",\"id\":\""
                                + "x".repeat(2_000)
                                + "\",\"method\":\"a\"}",
                        "{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":5}",
                        call.formatted("\"x\""),
                        call.formatted("{}"),
                        call.formatted("{\"name\":\"search\",\"arguments\":[1]}"))) {
            HttpResponse<String> answer = ask(session, body);
            String said = answer.statusCode() + " " + answer.body();
            assertThat(said)
                    .as(body)
                    .contains("\"error\":{\"code\":-32")
                    .doesNotContain("stackTrace");
            assertThat(said)
                    .as(body)
                    .doesNotContainPattern("Exception|java\\.|jackson|modelcontext");
            boolean isWrongCall = body.contains("tools/call");
            assertThat(answer.statusCode())
                    .as(body)
                    .isEqualTo(isWrongCall ? 200 : said.startsWith("500") ? 500 : 400);
            assertThat(said.contains("\"id\":7,")).as(body).isEqualTo(isWrongCall);
        }
        assertThat(ask("../../x", LIST).body()).doesNotContain("stackTrace").contains("\"error\"");
        assertThat(ask(session, LIST).body()).contains("\"search\"");
    }

    @Test
    void whatIsNotTheProtocolIsRefusedAndTheServerGoesOn() throws Exception {
        assertThat(tree.send(post("{").build()).statusCode()).isEqualTo(400);
        assertThat(tree.send(post(LIST).build()).statusCode()).isEqualTo(400);
        assertThat(ask("nosuchsession", LIST).statusCode()).isEqualTo(404);
        assertThat(session()).isNotEmpty();
    }
}
