package dev.cairn.database.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that belongs to another program stays as it was in all that was not asked for. */
class GuestTest {

    private static final SyncOptions NO_RECORD =
            new SyncOptions(Optional.empty(), false, false, false, false, false);
    private static final int PAGE_SIZE = 1024;
    private static final String CHANGED =
            "CREATE TABLE kept (a TEXT, b BLOB); CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE);";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "delete, UTF-8, 0, rw-r--r--",
        "truncate, UTF-16le, 0, rw-rw-rw-",
        "persist, UTF-16be, 1, rw-r-----",
        "wal, UTF-8, 2, rw-rw-r--",
    })
    void whatWasNotAskedForStaysAsItWas(
            String journal, String encoding, int autoVacuum, String permissions) throws Exception {
        Path file = foreignDatabase(journal, encoding, autoVacuum);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        List<String> settings = settings(file);
        byte[] page = rootPage(file, "kept");

        sync(file, Outcome.CHANGED);

        assertThat(settings(file)).isEqualTo(settings);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
        assertThat(rootPage(file, "kept")).isEqualTo(page);
        assertThat(values(file, "SELECT name FROM sqlite_schema ORDER BY name"))
                .containsExactly("kept", "sqlite_autoindex_t_1", "t");
        assertThat(values(file, "SELECT a FROM t ORDER BY id")).containsExactly("\u00e4", "b");
    }

    @Test
    void aSyncThatFindsNothingToDoWritesNothing() throws Exception {
        Path file = foreignDatabase("delete", "UTF-8", 0);
        sync(file, Outcome.CHANGED);
        FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, longAgo);
        byte[] bytes = Files.readAllBytes(file);

        sync(file, Outcome.UNCHANGED);

        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> String.valueOf(path.getFileName())))
                    .containsExactlyInAnyOrder("foreign.db", "foreign.db.owner");
        }
    }

    private static void sync(Path file, Outcome outcome) {
        try (TestDatabase database = new TestDatabase(file)) {
            assertThat(database.sync(CHANGED, NO_RECORD).outcome()).isEqualTo(outcome);
        }
    }

    private Path foreignDatabase(String journal, String encoding, int autoVacuum)
            throws SQLException {
        Path file = folder.resolve("foreign.db");
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            for (String sql :
                    List.of(
                            "PRAGMA page_size = " + PAGE_SIZE,
                            "PRAGMA encoding = '" + encoding + "'",
                            "PRAGMA auto_vacuum = " + autoVacuum,
                            "PRAGMA journal_mode = " + journal,
                            "PRAGMA user_version = 42",
                            "PRAGMA application_id = 99",
                            "CREATE TABLE kept (a TEXT, b BLOB)",
                            "INSERT INTO kept VALUES ('x', x'00ff'), (NULL, 1.5)",
                            "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)",
                            "INSERT INTO t VALUES (1, '\u00e4'), (9, 'b')")) {
                statement.execute(sql);
            }
        }
        return file;
    }

    private static List<String> settings(Path file) throws SQLException {
        List<String> settings = new ArrayList<>();
        for (String name :
                List.of(
                        "page_size",
                        "encoding",
                        "auto_vacuum",
                        "user_version",
                        "application_id",
                        "journal_mode")) {
            settings.add(name + "=" + values(file, "PRAGMA " + name).getFirst());
        }
        // Of the modes without a log only the file's own program remembers which it was.
        return settings;
    }

    private static byte[] rootPage(Path file, String table) throws SQLException, IOException {
        int page =
                Integer.parseInt(
                        values(
                                        file,
                                        "SELECT rootpage FROM sqlite_schema WHERE name = '"
                                                + table
                                                + "'")
                                .getFirst());
        byte[] bytes = Files.readAllBytes(file);
        return Arrays.copyOfRange(bytes, (page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    }

    private static List<String> values(Path file, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
