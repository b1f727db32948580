package dev.cairn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.backup.BackupCreateRequest;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.server.command.TargetCommand;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server of two projects that have one name and files at the same paths, with an application
 * database in its configuration.
 */
@Timeout(180)
final class SeveralProjectsIT {

    private static final Pattern LINK = Pattern.compile("href=\"(/file\\?[^\"#]*)");

    @TempDir static Path temporary;
    private static ServedTree tree;
    private static Path application;

    @BeforeAll
    static void serve() throws Exception {
        Path root = temporary.toRealPath().resolve("work");
        for (String place : List.of("one", "two")) {
            ServedTree.write(
                    root,
                    place + "/shop/src/store.ts",
                    "export class Store { %s() { return 1; } }\n".formatted(place));
            ServedTree.write(
                    root,
                    place + "/shop/src/app.ts",
                    "import { Store } from './store';\nnew Store().%s();\n".formatted(place));
        }
        application = root.resolve("data/it's an app.db");
        ServedTree.write(root, "data/about.txt", "the application's data\n");
        makeApplication();
        ServedTree.write(
                root,
                ".cairn/config.json",
                """
                {"code_analysis": {
                  "application": {"database": "%s"},
                  "workers": {"file_watcher": {"watch_dirs": ["%2$s/one/shop", "%2$s/two/shop"]}}}}
                """
                        .formatted(application, root));
        tree = ServedTree.serve(root);
        tree.await("/", body -> body.contains("index: 4 files, fresh to"));
    }

    private static void makeApplication() {
        try (CodeDatabase database = CodeDatabase.open(TargetCommand.ofFile(application))) {
            database.driver().execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, city TEXT)");
            database.driver().execute("INSERT INTO customers (city) VALUES ('Rome'), (NULL)");
            database.perform(
                    new BackupCreateRequest(
                            database.configuration().storage().backups(),
                            BackupOptions.plain("of the application"),
                            false),
                    ProgressListener.NONE);
        }
    }

    @AfterAll
    static void stop() {
        tree.close();
    }

    @Test
    void linksLeadToTheFileOfTheirProject() throws Exception {
        for (String place : List.of("one", "two")) {
            String hits = tree.get("/search?q=" + place + "+kind:method").body();
            List<String> links = links(hits);
            assertThat(links).as(hits).isNotEmpty();
            for (String link : links) {
                String page = tree.get(link).body();
                assertThat(page).contains(place + "</a>").doesNotContain(other(place) + "</a>");
                for (String inner : links(page)) {
                    assertThat(tree.get(inner).body())
                            .as(inner)
                            .doesNotContain(other(place) + "</a>");
                }
                String imports = tree.get(link.replace("/file?", "/file/imports?")).body();
                assertThat(links(imports)).hasSizeGreaterThanOrEqualTo(2);
                for (String inner : links(imports)) {
                    assertThat(tree.get(inner).body())
                            .as(inner)
                            .doesNotContain(other(place) + "</a>");
                }
            }
        }
    }

    @Test
    void aNameThatTwoProjectsHaveIsAskedBack() throws Exception {
        HttpResponse<String> answer = tree.get("/file?project=shop&path=src/store.ts");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("2 projects are called", "/one/shop", "/two/shop", "by its id");
    }

    @Test
    void theBackupsOfTheApplicationAreShownAndChecked() throws Exception {
        assertThat(tree.get("/backups").body())
                .contains("Backups of the index", "--index")
                .doesNotContain("of the application<");
        String page = tree.get("/backups?of=application").body();
        assertThat(page)
                .contains("Backups of the application", "of the application<")
                .contains("data/.cairn/backups")
                .contains("--database &#39;");
        String session = tree.login();
        String form = tree.formSecret("/backups?of=application", session);
        String id =
                first(
                        "name=\"id\" value=\"([^\"]+)\"",
                        tree.get("/backups?of=application", session));
        assertThat(
                        tree.post(
                                "/backups/verify",
                                session,
                                "form=" + form + "&of=application&id=" + id))
                .contains("The backup is sound.", "/backups?of=application");
    }

    @Test
    void aChangeOfTheApplicationsSchemaIsPlannedWithItsHazards() throws Exception {
        assertThat(tree.get("/schema?of=application").body())
                .contains("Schema of the application", "customers", "compare a definition");
        String session = tree.login();
        String form = tree.formSecret("/schema?of=application", session);
        String refused =
                tree.post(
                        "/schema?of=application",
                        session,
                        "form="
                                + form
                                + "&of=application&definition="
                                + encoded(
                                        "CREATE TABLE customers (id INTEGER PRIMARY KEY, city TEXT NOT NULL);"));
        assertThat(refused)
                .contains("It would be refused", "customers.city NOT NULL", "1 of 2 rows");
        String planned =
                tree.post(
                        "/schema?of=application",
                        session,
                        "form="
                                + form
                                + "&of=application&definition="
                                + encoded(
                                        "CREATE TABLE customers (id INTEGER PRIMARY KEY, city TEXT,"
                                                + " CHECK (length(city) > 1));"));
        assertThat(planned).contains("What the change would do", "tag warn", "<details>");
        try (CodeDatabase database = CodeDatabase.open(TargetCommand.ofFile(application))) {
            assertThat(
                            database.driver()
                                    .queryValue(
                                            "SELECT sql FROM sqlite_schema WHERE name = 'customers'")
                                    .orElseThrow()
                                    .toString())
                    .doesNotContain("NOT NULL", "CHECK");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String first(String pattern, String page) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + pattern + " in " + page));
    }

    private static String other(String place) {
        return place.equals("one") ? "two" : "one";
    }

    private static List<String> links(String page) {
        List<String> links = new ArrayList<>();
        LINK.matcher(page)
                .results()
                .map((MatchResult result) -> result.group(1).replace("&amp;", "&"))
                .distinct()
                .forEach(links::add);
        return links;
    }
}
