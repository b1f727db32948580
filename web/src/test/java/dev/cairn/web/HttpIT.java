package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The HTTP server as clients and attackers meet it. */
@Timeout(300)
final class HttpIT {

    private static final String HEADER_SECONDS = "cairn.http.header.seconds";
    private static final int MOST_CONNECTIONS = 256;

    @TempDir static Path temporary;
    private static ServedTree tree;

    @BeforeAll
    static void serve() throws Exception {
        System.setProperty(HEADER_SECONDS, "2");
        Path root = temporary.toRealPath().resolve("project");
        ServedTree.write(
                root,
                "src/Door.java",
                "/** Opens <script>alert(1)</script>. */\nclass Door { void openSlowly() {} }\n");
        Files.createSymbolicLink(root.resolve("src/link.txt"), Path.of("../../secret.txt"));
        tree = ServedTree.serve(root);
        tree.await("/", body -> body.contains("index: 1 file, fresh to"));
    }

    @AfterAll
    static void stop() {
        System.clearProperty(HEADER_SECONDS);
        tree.close();
    }

    @Test
    void aSearchIsAPageWithMarksAndTheStateOfTheIndex() throws Exception {
        HttpResponse<String> page = tree.get("/search?q=openSlowly");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .startsWith("<!doctype html>")
                .contains("<mark>openSlowly</mark>")
                .contains("kind:method")
                .contains("index: 1 file, fresh to");
    }

    @Test
    void aQuestionSaysWhetherMeaningsDecided() throws Exception {
        assertThat(tree.get("/search?q=how+is+a+door+opened%3F").body())
                .contains("Searched by words: no vectorization worker is running; ")
                .contains("cairn serve --vectors");
        assertThat(tree.get("/search?q=openSlowly").body()).doesNotContain("Searched by");
    }

    @Test
    void everyResponseHasTheHeadersThatProtectBrowsers() throws Exception {
        for (String path : new String[] {"/", "/nosuch", "/search?q=%22", "/mcp/x", "/%2e%2e/x"}) {
            HttpHeaders headers = tree.get(path).headers();
            assertThat(headers.firstValue("content-security-policy").orElseThrow())
                    .as(path)
                    .contains("default-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(headers.map())
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("referrer-policy", List.of("same-origin"))
                    .doesNotContainKey("server");
        }
    }

    @Test
    void otherHostsAndOriginsAreRefused() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 403");
        String host = URI.create(tree.address()).getAuthority();
        assertThat(
                        raw(
                                "GET / HTTP/1.1\r\nHost: "
                                        + host.replace("127.0.0.1", "localhost")
                                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        for (String origin : new String[] {"http://evil.example", "null", "https://" + host}) {
            assertThat(tree.send(tree.request("/").header("Origin", origin).build()).statusCode())
                    .as(origin)
                    .isEqualTo(403);
        }
        assertThat(
                        tree.send(
                                        tree.request("/")
                                                .header("Sec-Fetch-Site", "cross-site")
                                                .header("Sec-Fetch-Mode", "no-cors")
                                                .build())
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void otherPortsOfThisMachineAreOtherSites() throws Exception {
        String host = URI.create(tree.address()).getAuthority();
        String request =
                String.join(
                        "\r\n",
                        "GET /search?q=openSlowly HTTP/1.1",
                        "Host: " + host,
                        "Sec-Fetch-Site: same-site",
                        "Sec-Fetch-Mode: no-cors",
                        "Connection: close",
                        "",
                        "");
        assertThat(raw(request)).startsWith("HTTP/1.1 403").doesNotContain("Door.java");
    }

    @Test
    void repeatedAndUnknownSecurityHeadersAreRefused() throws Exception {
        String host = URI.create(tree.address()).getAuthority();
        String own = "Origin: http://" + host;
        String request = "GET /search?q=openSlowly HTTP/1.1\r\nConnection: close\r\n";
        assertThat(raw(request + "Host: " + host + "\r\n" + own + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        for (String headers :
                new String[] {
                    own + "\r\nOrigin: http://evil.example",
                    "Origin: http://evil.example\r\n" + own,
                    own + "\r\n" + own,
                    own + ", http://evil.example",
                    "Host: " + host,
                    "Host: evil.example",
                    "Sec-Fetch-Site: xyz",
                    "Sec-Fetch-Site: same-origin, cross-site",
                    "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site",
                    "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Site: same-origin",
                    "Sec-Fetch-Site: xyz\r\nSec-Fetch-Mode: navigate",
                    "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Mode: cors"
                }) {
            assertThat(raw(request + "Host: " + host + "\r\n" + headers + "\r\n\r\n"))
                    .as(headers)
                    .containsPattern("^HTTP/1.1 40[03] ")
                    .doesNotContain("Door.java");
        }
        assertThat(
                        raw(
                                "POST /mcp HTTP/1.1\r\nConnection: close\r\nHost: "
                                        + host
                                        + "\r\nAuthorization: Bearer x\r\nAuthorization: Bearer "
                                        + tree.token()
                                        + "\r\nContent-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void otherMethodsEndTheConnection() throws Exception {
        String host = URI.create(tree.address()).getAuthority();
        for (String line :
                new String[] {
                    "CONNECT " + host, "TRACE /", "OPTIONS *", "OPTIONS /", "PATCH /", "BREW /"
                }) {
            String request = line + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
            long began = System.nanoTime();
            assertThat(raw(request + "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                    .as(line)
                    .containsPattern("^HTTP/1.1 (405|400) ")
                    .doesNotContain("HTTP/1.1 200");
            assertThat(System.nanoTime() - began).as(line).isLessThan(5_000_000_000L);
        }
    }

    @Test
    void aHeaderThatComesByteByByteIsCut() throws Exception {
        URI address = URI.create(tree.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 100; i++) {
                                    out.write('y');
                                    out.flush();
                                    Thread.sleep(100);
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void silentConnectionsKeepNobodyOutForLong() throws Exception {
        URI address = URI.create(tree.address());
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_CONNECTIONS + 20; i++) {
                silent.add(new Socket(address.getHost(), address.getPort()));
            }
            String request =
                    "GET / HTTP/1.1\r\nHost: "
                            + address.getAuthority()
                            + "\r\nConnection: close\r\n\r\n";
            assertThat(raw(request)).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void pathsLeadOutOfNoProject() throws Exception {
        Path outside = Files.writeString(tree.root().resolveSibling("secret.txt"), "the secret\n");
        for (String path :
                new String[] {
                    "../secret.txt",
                    "src/../../secret.txt",
                    outside.toString(),
                    ".cairn/run/http.token",
                    "src/link.txt",
                    "%2e%2e/secret.txt",
                    "src/Door.java%00.txt",
                    "src/Door.java/../../../secret.txt"
                }) {
            for (String page : new String[] {"/raw", "/file", "/file/history", "/file/imports"}) {
                HttpResponse<String> answer =
                        tree.get(page + "?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
                assertThat(answer.statusCode()).as(page + " " + path).isIn(400, 404);
                assertThat(answer.body()).doesNotContain("the secret", tree.token());
            }
        }
    }

    @Test
    void expensiveQueriesEndInTime() throws Exception {
        for (String query :
                new String[] {
                    "/(a+)+$/ /(x*)*y/",
                    "/((((((((((a{50}){50}){50}){50}))))))))/",
                    "path:*a*a*a*a*a*a*a*a*a*a*a*a*a*b x",
                    "name:*o*p*e*n*o*p*e*n*o*p*e*n*z",
                    "(".repeat(2000),
                    "a ".repeat(1500),
                    "\"" + "a".repeat(3000) + "\""
                }) {
            long began = System.nanoTime();
            HttpResponse<String> answer =
                    tree.get("/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
            assertThat(answer.statusCode()).as(query).isIn(200, 400);
            assertThat(System.nanoTime() - began).as(query).isLessThan(15_000_000_000L);
        }
    }

    /** Only the superuser can become another user for this. */
    @Test
    @EnabledOnOs(OS.LINUX)
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void otherUsersOfTheMachineAreRefused() throws Exception {
        URI address = URI.create(tree.address());
        String script =
                """
                exec 3<>/dev/tcp/%s/%d
                printf 'GET /search?q=openSlowly HTTP/1.1\\r\\nHost: %s\\r\\nConnection: close\\r\\n\\r\\n' >&3
                cat <&3
                """
                        .formatted(address.getHost(), address.getPort(), address.getAuthority());
        Process process =
                new ProcessBuilder(
                                "setpriv",
                                "--reuid=65534",
                                "--clear-groups",
                                "/bin/bash",
                                "-c",
                                script)
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output)
                .startsWith("HTTP/1.1 403")
                .contains("this server answers the user who started it")
                .doesNotContain("Door");
    }

    @Test
    void largeAndBrokenRequestsAreRefused() throws Exception {
        String host = URI.create(tree.address()).getAuthority();
        assertThat(raw("GET /?x=" + "y".repeat(40_000) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(raw("NONSENSE\r\n\r\n")).startsWith("HTTP/1.1 400").doesNotContain("NONSENSE");
        assertThat(tree.get("/search?q=" + "x".repeat(5_000)).statusCode()).isEqualTo(400);
        assertThat(tree.get("/search?q=%ff").statusCode()).isEqualTo(400);
        HttpResponse<String> large =
                tree.send(
                        tree.request("/login")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("token=" + "x".repeat(200_000)))
                                .build());
        assertThat(large.statusCode()).isBetween(400, 499);
        assertThat(tree.send(tree.request("/").method("PUT", BodyPublishers.noBody()).build()))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(405);
    }

    @Test
    void theTokenIsItsOwnersAndOpensASession() throws Exception {
        Path file = tree.root().resolve(".cairn/run/http.token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(login("wrong").statusCode()).isEqualTo(403);
        HttpResponse<String> login = login(tree.token());
        assertThat(login.statusCode()).isEqualTo(303);
        String cookie = login.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie)
                .containsIgnoringCase("httponly")
                .containsIgnoringCase("samesite=strict")
                .doesNotContain(tree.token());
        assertThat(
                        tree.send(
                                        tree.request("/")
                                                .header(
                                                        "Cookie",
                                                        cookie.substring(0, cookie.indexOf(';')))
                                                .build())
                                .body())
                .contains("logged in");
        assertThat(tree.get("/").body()).doesNotContain("logged in");
    }

    @Test
    void changesNeedSessionAndForm() throws Exception {
        assertThat(tree.get("/refresh").statusCode()).isEqualTo(400);
        assertThat(post("/refresh", "", "").statusCode()).isEqualTo(403);
        String cookie = login(tree.token()).headers().firstValue("set-cookie").orElseThrow();
        String session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(post("/refresh", session, "").body()).contains("not of this server");
        assertThat(post("/refresh", session, "form=" + tree.token()).statusCode()).isEqualTo(403);
        String page = tree.send(tree.request("/project").header("Cookie", session).build()).body();
        Matcher form = Pattern.compile("name=\"form\" value=\"([^\"]+)\"").matcher(page);
        assertThat(form.find()).isTrue();
        assertThat(post("/refresh", session, "form=" + form.group(1)).body())
                .contains("indexed 0 files");
        assertThat(post("/refresh", "", "form=" + form.group(1)).statusCode()).isEqualTo(403);
        assertThat(post("/backups/verify", session, "id=x").statusCode()).isEqualTo(403);
        assertThat(post("/schema", session, "definition=DROP+TABLE+x").statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> post(String path, String cookie, String form)
            throws Exception {
        return tree.send(
                tree.request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", cookie.isEmpty() ? "none=0" : cookie)
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    @Test
    void fiftyRequestsAtOnceAreAnswered() throws Exception {
        String[] paths = {"/search?q=openSlowly", "/file?path=src/Door.java", "/project", "/map"};
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String path = paths[i % paths.length];
                answers.add(threads.submit(() -> tree.get(path).statusCode()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
    }

    @Test
    void nothingOfTheTreeOrTheQueryBecomesMarkup() throws Exception {
        assertThat(tree.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E").body())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
        assertThat(tree.get("/search?q=kind:%3Cb%3E").body())
                .contains("unknown kind")
                .doesNotContain("<b>");
        assertThat(tree.get("/%3Cimg%3E").body()).contains("Not found").doesNotContain("<img>");
    }

    @Test
    void compressedPagesAreTheSame() throws Exception {
        HttpResponse<byte[]> compressed =
                java.net.http.HttpClient.newHttpClient()
                        .send(
                                tree.request("/").header("Accept-Encoding", "gzip").build(),
                                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(compressed.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(
                        new String(
                                new java.util.zip.GZIPInputStream(
                                                new java.io.ByteArrayInputStream(compressed.body()))
                                        .readAllBytes(),
                                StandardCharsets.UTF_8))
                .contains("</html>");
    }

    private static HttpResponse<String> login(String token) throws Exception {
        return tree.send(
                tree.request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", tree.address().replaceAll("/$", ""))
                        .POST(BodyPublishers.ofString("token=" + token + "&next=//evil.example"))
                        .build());
    }

    /** Sends bytes and returns all that comes back. */
    private static String raw(String request) throws Exception {
        URI address = URI.create(tree.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
