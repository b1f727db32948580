package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A marker of an interrupted restore that came with a database, and what it can name. */
class HostileMarkerTest {

    private static final String COMING = "app.db.restore-00000000-1111-2222-3333-444444444444";
    private static final String KEPT = "app.db.before-restore-20261201T031500000Z";
    private static final String OTHER_HASH = "0".repeat(64);

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void make() throws IOException {
        file = folder.resolve("app.db");
        try (CodeDatabase database = CodeDatabase.open(file)) {
            database.driver().execute("CREATE TABLE t(a)");
        }
        for (String name :
                List.of(
                        "app.db.restore-notes.md",
                        KEPT,
                        "app.db.before-restore-mine",
                        "other.db")) {
            Files.writeString(folder.resolve(name), "mine");
        }
    }

    private void mark(String replacement, String kept) throws IOException {
        Files.writeString(
                folder.resolve("app.db.replacing"),
                replacement + "\n" + OTHER_HASH + "\n" + kept + "\n");
    }

    private void requireNothingLost() {
        for (String name :
                List.of(
                        "app.db.restore-notes.md",
                        KEPT,
                        "app.db.before-restore-mine",
                        "other.db")) {
            assertThat(folder.resolve(name)).hasContent("mine");
        }
    }

    private void refused() {
        assertThatThrownBy(() -> CodeDatabase.open(file))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(
                        "which is not a file of a restore; remove the marker by hand");
        requireNothingLost();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.db",
                "app.db-wal",
                "other.db",
                "../other.db",
                "app.db.restore-notes.md",
                "app.db.restore-../other.db",
                "app.db.before-restore-mine",
                KEPT,
                COMING + "-wal",
                "app.db.restore-\0",
                "",
                ".",
            })
    void theFileThatComesIsNoOther(String name) throws IOException {
        mark(name, KEPT);
        refused();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.db",
                "other.db",
                "app.db.before-restore-mine",
                COMING,
                "../" + KEPT,
                ""
            })
    void theFileThatIsKeptIsNoOther(String name) throws IOException {
        mark(COMING, name);
        refused();
    }

    @Test
    void aLinkOrAFolderIsNoFileOfARestore() throws IOException {
        mark(COMING, KEPT);
        Files.createSymbolicLink(folder.resolve(COMING), folder.resolve("other.db"));
        refused();
        Files.delete(folder.resolve(COMING));
        Files.createDirectory(folder.resolve(COMING));
        refused();
    }

    @Test
    void theHalfOfARestoreIsRemoved() throws IOException {
        mark(COMING, KEPT);
        Files.writeString(folder.resolve(COMING), "half");
        try (CodeDatabase database = CodeDatabase.open(file)) {
            assertThat(database.driver().queryValue("SELECT count(*) FROM t")).contains(0L);
        }
        assertThat(folder.resolve(COMING)).doesNotExist();
        requireNothingLost();
    }
}
