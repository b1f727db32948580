package dev.cairn.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLocatorTest {

    @TempDir private Path folder;

    @Test
    void theNearestProjectAboveTheWorkingFolderIsTaken() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("outer/inner/src/deep"));
        Files.createDirectories(folder.resolve("outer/.cairn/data"));
        Files.createDirectories(folder.resolve("outer/inner/.cairn/data"));
        Files.createDirectories(folder.resolve("outer/inner/src/.cairn/backups"));

        assertThat(locator(inner, Map.of()).ofIndex().database().path())
                .isEqualTo(folder.resolve("outer/inner/.cairn/data/code_analysis.db"));
    }

    @Test
    void withoutAProjectTheErrorSaysWhatToRun() {
        assertThatThrownBy(() -> locator(folder, Map.of()).ofIndex())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cannot find an index: neither '" + folder + "'")
                .hasMessageContaining("run 'cairn index' there first");
    }

    @Test
    void aTreeThatIsNewGetsItsOwnFolder() {
        assertThat(locator(folder, Map.of()).forTree(folder.resolve("tree")).database().path())
                .isEqualTo(folder.resolve("tree/.cairn/data/code_analysis.db"));
    }

    @Test
    void aFileInTheProjectsFolderIsRead() throws IOException {
        Path own = Files.createDirectory(folder.resolve(".cairn"));
        Files.writeString(
                own.resolve("config.json"),
                "{\"code_analysis\": {\"database\": {\"path\": \"x.db\"}}}");

        assertThat(locator(folder, Map.of()).ofIndex().database().path())
                .isEqualTo(own.resolve("x.db"));
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironment() throws IOException {
        Files.writeString(
                folder.resolve("given.json"),
                "{\"code_analysis\": {\"database\": {\"path\": \"g.db\"}}}");
        Files.writeString(
                folder.resolve("set.json"),
                "{\"code_analysis\": {\"database\": {\"path\": \"s.db\"}}}");
        Map<String, String> environment = Map.of("CAIRN_CONFIG", "set.json");

        assertThat(locator(folder, environment).ofIndex().database().path())
                .isEqualTo(folder.resolve("s.db"));
        assertThat(
                        new ConfigurationLocator(
                                        folder, environment, Optional.of(Path.of("given.json")))
                                .forTree(folder)
                                .database()
                                .path())
                .isEqualTo(folder.resolve("g.db"));
    }

    private static ConfigurationLocator locator(Path folder, Map<String, String> environment) {
        return new ConfigurationLocator(folder, environment, Optional.empty());
    }
}
