package dev.cairn.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A configuration that came with a source tree names only what is below its own folder. */
class FoundConfigurationTest {

    /** The keys that a tree may set, in both forms; each that names a path is varied. */
    private static final List<String> FORMS =
            List.of(
                    """
                    {"code_analysis": {
                      "database": {
                        "type": "sqlite", "path": "data/x.db",
                        "worker": {"enabled": true, "log_path": "logs/w.log", "idle_timeout": 300,
                                   "start_timeout": 30, "folders": [],
                                   "allow_network_file_system": false}},
                      "application": {"database": "data/app.db"},
                      "workers": {
                        "database": {"enabled": true, "log_path": "logs/w.log", "idle_timeout": 300,
                                   "start_timeout": 30, "folders": [],
                                   "allow_network_file_system": false},
                        "vectorization": {"enabled": false, "batch_size": 1, "poll_interval": 1},
                        "file_watcher": {"enabled": false, "scan_interval": 1, "watch_dirs": []}}}}
                    """,
                    """
                    {"type": "sqlite_proxy",
                     "config": {"path": "x.db", "backup_dir": "saved",
                                "worker_config": {"enabled": true, "log_path": "old.log",
                                   "idle_timeout": 300, "start_timeout": 30, "folders": [],
                                   "allow_network_file_system": false}}}
                    """);

    /** What a tree may not set at all: each names a server, a service, or files for native code. */
    private static final List<String> RIGHTS =
            List.of(
                    """
                    {"code_analysis": {"workers": {"vectorization": {"model": "models/x"}}}}
                    """,
                    """
                    {"code_analysis": {"workers": {"vectorization": {"remote": {
                      "url": "https://example.org/v1/embeddings", "model": "m",
                      "key_file": "key"}}}}}
                    """,
                    """
                    {"code_analysis": {"database": {
                      "type": "postgres", "host": "db.example.org", "password_file": "password",
                      "tls": {"mode": "verify-full", "root_certificate": "root.pem"}}}}
                    """,
                    """
                    {"code_analysis": {"database": {
                      "type": "postgres", "hosts": ["a.example.org", "b.example.org"]}}}
                    """);

    /** How the readers of a configuration ask for a path, or for something that gives a right. */
    private static final Pattern READ_WITH_A_RULE =
            Pattern.compile(
                    "\\.(?:path|trustedPath|trusted|sourceFolders|openedFolders|permission|texts)"
                            + "\\(\\s*\"(?<key>\\w+)\"");

    private static final List<String> OUTSIDE =
            List.of("/etc/x.db", "../x.db", "../../.bashrc", "a/../../x", ".", "/", "~/../../x");

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void aProject() throws IOException {
        file = Files.createDirectories(folder.resolve("tree/.cairn")).resolve("config.json");
    }

    /** One configuration for each key with each path, and for each key that gives a right. */
    static Stream<String> configurationsThatReachOut() {
        List<String> found = new ArrayList<>();
        for (String form : FORMS) {
            JsonNode tree = JsonMapper.shared().readTree(form);
            vary(tree, tree, found);
        }
        return found.stream();
    }

    private static void vary(JsonNode root, JsonNode node, List<String> found) {
        for (Map.Entry<String, JsonNode> entry : List.copyOf(node.properties())) {
            var object = node.asObject();
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                vary(root, value, found);
            } else if (value.isString() && !entry.getKey().equals("type")) {
                for (String path : OUTSIDE) {
                    object.put(entry.getKey(), path);
                    found.add(root.toString());
                }
            } else if (value.isArray()) {
                for (String path : List.of("/", "/etc", "../..", "../../other")) {
                    object.putArray(entry.getKey()).add(path);
                    found.add(root.toString());
                }
            } else if (entry.getKey().startsWith("allow")) {
                object.put(entry.getKey(), true);
                found.add(root.toString());
            }
            object.set(entry.getKey(), value);
        }
    }

    @ParameterizedTest
    @MethodSource("configurationsThatReachOut")
    void whatReachesOutOfTheFolderIsRefused(String json) throws IOException {
        Files.writeString(file, json);

        assertThatThrownBy(() -> located(folder.resolve("tree")).ofIndex())
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.FORBIDDEN))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--config");
        assertThatCode(() -> ConfigurationReader.read(file)).doesNotThrowAnyException();
    }

    static Stream<String> configurationsThatGiveRights() {
        return RIGHTS.stream();
    }

    @ParameterizedTest
    @MethodSource("configurationsThatGiveRights")
    void whatGivesARightIsRefusedInATreeAndTakenFromANamedFile(String json) throws IOException {
        Files.writeString(file, json);

        assertThatThrownBy(() -> located(folder.resolve("tree")).ofIndex())
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.FORBIDDEN))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--config");
        assertThatCode(() -> ConfigurationReader.read(file)).doesNotThrowAnyException();
    }

    /** A new key that names a path must be tried by the tests above. */
    @Test
    void everyKeyThatTheReadersAskForByARuleIsTried() throws IOException {
        Set<String> asked = new TreeSet<>();
        Path sources = Path.of("src/main/java/dev/cairn/server/configuration");
        for (String reader : List.of("ConfigurationReader.java", "ServerKeys.java")) {
            READ_WITH_A_RULE
                    .matcher(Files.readString(sources.resolve(reader)))
                    .results()
                    .forEach(found -> asked.add(found.group("key")));
        }
        String tried = String.join("\n", FORMS) + String.join("\n", RIGHTS);

        assertThat(asked).contains("log_path", "model", "root_certificate");
        assertThat(asked).allSatisfy(key -> assertThat(tried).contains("\"" + key + "\":"));
    }

    @Test
    void everyFormIsVariedAndAcceptedAsItStands() throws IOException {
        assertThat(configurationsThatReachOut().count()).isGreaterThan(50);
        for (String form : FORMS) {
            Files.writeString(file, form);
            List<Path> told = new ArrayList<>();
            new ConfigurationLocator(folder.resolve("tree"), Map.of(), Optional.empty(), told::add)
                    .ofIndex();
            assertThat(told).containsExactly(file);
        }
    }

    /** An archive can hold a pipe, which nothing ever writes to. */
    @Test
    void aPipeOrAHugeFileInTheTreeIsRefused() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
        assertThatThrownBy(() -> ConfigurationReader.readFoundInTree(file))
                .hasMessageContaining("it is not a regular file");

        Files.delete(file);
        Files.writeString(file, "[" + " ".repeat(2 << 20) + "]");
        assertThatThrownBy(() -> ConfigurationReader.readFoundInTree(file))
                .hasMessageContaining("more than 1048576");
    }

    @Test
    void linksInTheFolderAreRefused() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/data"));
        Path linked = Files.createDirectories(folder.resolve("linked"));
        Files.createSymbolicLink(linked.resolve(".cairn"), elsewhere.getParent());
        assertThatThrownBy(() -> located(linked).ofIndex()).hasMessageContaining("symbolic link");

        Path given = Files.writeString(folder.resolve("given.json"), "{}");
        Files.createSymbolicLink(file, given);
        assertThatThrownBy(() -> located(folder.resolve("tree")).ofIndex())
                .hasMessageContaining("symbolic link");
    }

    @Test
    void anApplicationDatabaseIsTakenOnlyFromAConfigurationThatWasNamed() throws IOException {
        Files.writeString(file, FORMS.getFirst());

        assertThat(located(folder.resolve("tree")).applicationDatabase()).isEmpty();
        assertThat(
                        new ConfigurationLocator(folder, Map.of(), Optional.of(file))
                                .applicationDatabase())
                .contains(file.resolveSibling("data/app.db"));
    }

    private static ConfigurationLocator located(Path workingFolder) {
        return new ConfigurationLocator(workingFolder, Map.of(), Optional.empty());
    }
}
