package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.OwnedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the driver does with files. */
final class SqliteFileTest {

    @TempDir Path folder;

    @Test
    void aNewDatabaseIsForItsOwnerOnlyAndDurable() throws IOException {
        Path file = folder.resolve("below/new.db");
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            database.driver().execute("CREATE TABLE t(x)");

            assertThat(mode(file.resolveSibling("new.db-wal"))).isEqualTo("rw-------");
            assertThat(mode(file.resolveSibling("new.db-shm"))).isEqualTo("rw-------");
            assertThat(mode(file.resolveSibling("new.db.owner"))).isEqualTo("rw-------");
            assertThat(database.driver().queryValue("PRAGMA journal_mode")).contains("wal");
            assertThat(database.driver().queryValue("PRAGMA synchronous")).contains(2L);
            assertThat(database.driver().queryValue("PRAGMA foreign_keys")).contains(1L);
            assertThat(database.driver().queryValue("PRAGMA trusted_schema")).contains(0L);
            assertThatThrownBy(
                            () -> database.driver().queryValue("SELECT load_extension('any.so')"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("not authorized");
        }
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(folder.resolve("below"))).isEqualTo("rwx------");
    }

    @Test
    @Timeout(20)
    void pipesAndDevicesAreNotOpenedAsDatabases() throws Exception {
        Path pipe = makePipe("pipe.db");
        for (Path file : List.of(pipe, Path.of("/dev/zero"), Path.of("/dev/null"))) {
            assertThatThrownBy(() -> OwnedDatabase.open(file))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e ->
                                    assertThat(e.code())
                                            .isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION))
                    .hasMessageContaining("not a regular file");
        }
    }

    /** The files next to a database may have been made by another user. */
    @Test
    @Timeout(20)
    void pipesLinksAndDevicesInThePlaceOfOwnerFilesBlockNothing() throws Exception {
        Path file = folder.resolve("app.db");
        execute(file, "CREATE TABLE t(x)");
        Path information = makePipe("app.db.owner-info");
        assertThat(DatabaseOwnership.lastOwner(file)).isEmpty();
        Files.delete(information);
        Files.createSymbolicLink(information, Path.of("/dev/zero"));
        assertThat(DatabaseOwnership.lastOwner(file)).isEmpty();
        Files.delete(information);
        Path lock = makePipe("app.db.owner");
        assertThatThrownBy(() -> OwnedDatabase.open(file))
                .hasMessageContaining("not a regular file");
        Files.delete(lock);
        OwnedDatabase.open(file).close();
    }

    private Path makePipe(String name) throws Exception {
        Path pipe = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        return pipe;
    }

    @Test
    void theJournalModeAndModeOfAGuestStay() throws Exception {
        Path file = folder.resolve("guest.db");
        execute(file, "CREATE TABLE t(x)");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            database.driver().execute("INSERT INTO t VALUES (1)");
            assertThat(database.driver().queryValue("PRAGMA journal_mode")).contains("delete");
        }
        assertThat(mode(file)).isEqualTo("rw-r--r--");
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?journal_mode=off.db", "a b%20c.db", "\u00e4\u6f22.db", "#x&y.db"})
    void anyFileNameIsTakenToTheLetter(String name) {
        Path file = folder.resolve(name);
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            database.driver().execute("CREATE TABLE t(x)");
            assertThat(database.driver().queryValue("PRAGMA journal_mode")).contains("wal");
        }
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void aSqliteThatCanCorruptALogIsRefused() {
        for (String old : List.of("3.40.1", "3.51.2", "2.99.99")) {
            assertThatThrownBy(() -> SqliteSession.requireVersion(old))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e ->
                                    assertThat(e.code())
                                            .isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION))
                    .hasMessageContaining(old)
                    .hasMessageContaining("3.51.3 or later is needed");
        }
        for (String sound : List.of("3.51.3", "3.52.0", "4.0.0")) {
            SqliteSession.requireVersion(sound);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndNotTouched() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a database, ".repeat(99));

        assertFails(DatabaseErrorCode.CORRUPT, () -> OwnedDatabase.open(file))
                .hasMessageContaining("is not a SQLite database");
        assertThat(file).hasContent("not a database, ".repeat(99));
    }

    @Test
    void aLinkAndAFolderAreRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), folder.resolve("gone.db"));

        assertFails(DatabaseErrorCode.IO, () -> OwnedDatabase.open(link))
                .hasMessageContaining("symbolic link");
        assertThat(folder.resolve("gone.db")).doesNotExist();
        assertFails(DatabaseErrorCode.INVALID_CONFIGURATION, () -> OwnedDatabase.open(folder))
                .hasMessageContaining("is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-wal", "-shm", "-journal"})
    void aFolderWithTheNameOfASideFileIsNamed(String ending) throws IOException {
        Path file = folder.resolve("sides.db");
        Files.createDirectory(folder.resolve("sides.db" + ending));
        assertThatThrownBy(() -> OwnedDatabase.open(file))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("'" + file + ending + "'")
                .hasMessageContaining("rename or remove it");
        assertThat(file).doesNotExist();
    }

    @Test
    void aLinkInTheFoldersAboveIsOneDatabaseWithTwoNames() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), real);
        try (OwnedDatabase database = OwnedDatabase.open(real.resolve("x.db"))) {
            assertThat(database.driver().queryValue("SELECT 1")).contains(1L);
            assertFails(
                    DatabaseErrorCode.OWNED_BY_ANOTHER,
                    () -> OwnedDatabase.open(alias.resolve("x.db")));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writingToARemovedOrReplacedFileIsRefused(boolean replaced) throws IOException {
        Path file = folder.resolve("x.db");
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            database.driver().execute("CREATE TABLE t(x)");
            Files.move(file, folder.resolve("moved.db"));
            if (replaced) {
                Files.writeString(file, "");
            }

            assertFails(
                            DatabaseErrorCode.IO,
                            () -> database.driver().execute("INSERT INTO t VALUES (1)"))
                    .hasMessageContaining("removed or replaced");
        }
    }

    @Test
    void aFullDatabaseSaysSoAndGoesOnWhenThereIsSpace() {
        try (OwnedDatabase database = OwnedDatabase.open(folder.resolve("x.db"))) {
            SqliteDriver driver = database.driver();
            driver.execute("CREATE TABLE t(x)");
            driver.execute("PRAGMA max_page_count = 10");

            assertFails(
                    DatabaseErrorCode.DISK_FULL,
                    () -> driver.execute("INSERT INTO t VALUES (zeroblob(100000))"));
            driver.execute("PRAGMA max_page_count = 1000");
            driver.execute("INSERT INTO t VALUES (zeroblob(100000))");
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(1L);
        }
    }

    @Test
    void aDamagedPageIsToldAsDamage() throws IOException {
        Path file = folder.resolve("x.db");
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            database.driver().execute("CREATE TABLE t(x)");
            database.driver().execute("INSERT INTO t VALUES ('x')");
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096, 8192, (byte) 0x5a);
        Files.write(file, bytes);

        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            assertFails(
                    DatabaseErrorCode.CORRUPT,
                    () -> database.driver().queryValue("SELECT x FROM t"));
        }
    }

    @Test
    void aStrangersLockIsWaitedForAndThenToldAsBusy() throws Exception {
        Path file = folder.resolve("x.db");
        try (DatabaseOwnership ownership = DatabaseOwnership.acquire(file, "test");
                SqliteDriver driver =
                        new SqliteDriver(
                                ownership,
                                SqliteSettings.standard().withBusyTimeout(Duration.ofMillis(200)));
                Connection stranger = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement lock = stranger.prepareStatement("BEGIN IMMEDIATE");
                PreparedStatement release = stranger.prepareStatement("ROLLBACK")) {
            driver.execute("CREATE TABLE t(x)");
            lock.execute();
            long start = System.nanoTime();

            assertFails(DatabaseErrorCode.BUSY, () -> driver.execute("INSERT INTO t VALUES (1)"));
            assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(180));
            release.execute();
            driver.execute("INSERT INTO t VALUES (2)");
        }
    }

    @Test
    void aReadingConnectionNeverWrites() {
        try (OwnedDatabase database = OwnedDatabase.open(folder.resolve("x.db"));
                SqliteDriver reader =
                        new SqliteDriver(
                                database.ownership(), SqliteSettings.standard().forReading())) {
            database.driver().execute("CREATE TABLE t(x)");

            assertFails(
                    DatabaseErrorCode.FORBIDDEN, () -> reader.execute("INSERT INTO t VALUES (1)"));
            assertThat(reader.queryValue("SELECT count(*) FROM t")).contains(0L);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            DatabaseErrorCode code, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).as(error.getMessage()).isEqualTo(code));
    }
}
