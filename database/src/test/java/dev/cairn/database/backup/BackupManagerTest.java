package dev.cairn.database.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.OwnedDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.version.DatabaseSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // The fields are set before each test.
final class BackupManagerTest {

    @TempDir Path folder;

    private Path file;
    private Path backups;
    private OwnedDatabase database;
    private SqliteDriver driver;

    @BeforeEach
    void open() {
        file = folder.resolve("app.v1.db");
        backups = folder.resolve("backups");
        database = OwnedDatabase.open(file);
        driver = database.driver();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void fill() {
        driver.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT)");
        driver.execute("CREATE TABLE u(v)");
        driver.execute("INSERT INTO t(v) VALUES ('one'), ('two')");
        driver.execute("INSERT INTO u(rowid, v) VALUES (5, 'a'), (50, 'b')");
    }

    private BackupManager manager() {
        return BackupManager.in(backups);
    }

    private BackupManifest backUp(BackupOptions options) {
        return manager().create(driver, options, ProgressListener.NONE).orElseThrow();
    }

    private Object count(String table) {
        return driver.queryValue("SELECT count(*) FROM " + table).orElseThrow();
    }

    @Test
    void aBackupIsDescribedListedAndSound() {
        fill();
        DatabaseSettings.of(driver).write(DatabaseSettings.SCHEMA_VERSION, "1.4.0");
        BackupManifest manifest = backUp(BackupOptions.plain("before the change"));

        assertThat(manifest.file())
                .matches("database-app.v1-\\d{8}T\\d{9}Z-[0-9a-f-]{36}\\.db")
                .contains(manifest.id());
        assertThat(manifest.rowCounts())
                .containsAllEntriesOf(Map.of("t", 2L, "u", 2L, "_cairn_settings", 1L));
        assertThat(manifest.schemaVersion()).isEqualTo("1.4.0");
        assertThat(manifest.comment()).isEqualTo("before the change");
        assertThat(manifest.storedBytes())
                .isEqualTo(manifest.databaseBytes())
                .isEqualTo(backups.resolve(manifest.file()).toFile().length());
        assertThat(manager().list()).containsExactly(manifest);
        assertThat(manager().find(manifest.id().substring(0, 8))).isEqualTo(manifest);
        assertThat(manager().verify(manifest.id(), Optional.empty()))
                .isEqualTo(new BackupVerification(manifest.id(), true, List.of()));
        assertThat(backups.resolve("index.json")).content().contains(manifest.id());
    }

    @Test
    void everythingIsForItsOwnerOnly() throws IOException {
        fill();
        backUp(new BackupOptions("", true, List.of()));

        assertThat(mode(backups)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(backups)) {
            assertThat(files).hasSize(3).allMatch(path -> mode(path).equals("rw-------"));
        }
    }

    @Test
    void rowIdsOfTablesWithoutAKeyAreKept() {
        fill();
        BackupManifest manifest = backUp(BackupOptions.plain(""));
        driver.execute("DELETE FROM u");
        manager().restore(driver, manifest.id(), Optional.empty(), ProgressListener.NONE);

        assertThat(driver.queryValue("SELECT group_concat(rowid) FROM u")).contains("5,50");
    }

    @Test
    void aKeyThatCannotBeCheckedDoesNotForbidTheBackup() {
        fill();
        driver.execute("PRAGMA foreign_keys=OFF");
        driver.execute("CREATE TABLE c(v REFERENCES u(v))");
        driver.execute("CREATE TABLE d(t INTEGER REFERENCES t(id))");
        driver.execute("INSERT INTO c VALUES ('a')");
        driver.execute("INSERT INTO d VALUES (99)");
        BackupManifest manifest = backUp(BackupOptions.plain("with a mismatched key"));
        assertThat(manifest.foreignKeyViolations()).isEqualTo(1);
    }

    @Test
    void aDatabaseWithoutRowsIsSkipped() {
        driver.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT)");
        driver.execute("CREATE VIRTUAL TABLE f USING fts5(v)");

        BackupCreateResult result =
                driver.perform(
                        new BackupCreateRequest(backups, BackupOptions.plain(""), true),
                        ProgressListener.NONE);
        assertThat(result)
                .isEqualTo(new BackupCreateResult(Optional.empty(), "the database holds no rows"));
        assertThat(backups).doesNotExist();
    }

    @Test
    void rowsInAFullTextIndexAloneAreBackedUp() {
        driver.execute("CREATE VIRTUAL TABLE f USING fts5(v)");
        driver.execute("INSERT INTO f VALUES ('words')");

        assertThat(backUp(BackupOptions.plain("")).rows()).isZero();
        assertThat(manager().list()).hasSize(1);
    }

    @Test
    void aRestoreBringsBackWhatWasAndKeepsWhatItReplaces() throws Exception {
        fill();
        BackupManifest manifest = backUp(BackupOptions.plain(""));
        driver.execute("DELETE FROM t");
        driver.execute("INSERT INTO u VALUES ('later')");

        RestoreResult result =
                driver.perform(
                        new RestoreRequest(backups, manifest.id(), Optional.empty(), true),
                        ProgressListener.NONE);

        assertThat(count("t")).isEqualTo(2L);
        assertThat(count("u")).isEqualTo(2L);
        assertThat(driver.queryValue("PRAGMA journal_mode")).contains("wal");
        assertThat(result.rows()).isEqualTo(4);
        assertThat(AuditTrail.of(driver).latest(1).getFirst().event())
                .satisfies(event -> {
                    assertThat(event.action()).isEqualTo("restore");
                    assertThat(event.backupId()).isEqualTo(manifest.id());
                });
        Path kept = Path.of(result.replacedKeptAs().orElseThrow());
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + kept);
                PreparedStatement query = old.prepareStatement("SELECT count(*) FROM u");
                var rows = query.executeQuery()) {
            assertThat(rows.getLong(1)).isEqualTo(3);
        }
        assertThat(folder.resolve("app.v1.db.replacing")).doesNotExist();
    }

    /** Files of other programs may begin with the name of the database, too. */
    @Test
    void aRestoreRemovesOnlyWhatInterruptedRestoresLeft() throws Exception {
        fill();
        BackupManifest manifest = backUp(BackupOptions.plain(""));
        String id = "00000000-1111-2222-3333-444444444444";
        Path notes = Files.writeString(folder.resolve("app.v1.db.restore-notes.md"), "mine");
        Path copy = Files.writeString(folder.resolve("app.v1.db.restore-" + id + ".txt"), "mine");
        Path inside = Files.createDirectory(folder.resolve("app.v1.db.restore-" + id));
        Files.writeString(inside.resolve("file"), "mine");
        Path left =
                Files.writeString(
                        folder.resolve("app.v1.db.restore-" + id.replace('0', '9')), "half");

        restore(manifest);
        assertThat(notes).hasContent("mine");
        assertThat(copy).hasContent("mine");
        assertThat(inside.resolve("file")).hasContent("mine");
        assertThat(left).doesNotExist();
    }

    /** The number of a process that cannot be one. */
    @Test
    void aFileWithAHugeNumberInItsNameIsInTheWayOfNoBackup() throws Exception {
        fill();
        backUp(BackupOptions.plain(""));
        Path strange = backups.resolve(".partial-99999999999999999999-x.db");
        Files.writeString(strange, "");

        backUp(BackupOptions.plain(""));
        assertThat(manager().list()).hasSize(2);
        assertThat(strange).exists();
    }

    @Test
    void everyRestoreKeepsWhatItReplaced() throws Exception {
        fill();
        BackupManifest manifest = backUp(BackupOptions.plain(""));
        restore(manifest);
        Thread.sleep(2);
        restore(manifest);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .filteredOn(name -> name.startsWith("app.v1.db.before-restore-"))
                    .hasSize(2);
        }
    }

    @Test
    void aDamagedDatabaseIsRestoredByItsOwner() throws IOException {
        fill();
        BackupManifest manifest = backUp(BackupOptions.plain(""));
        database.close();
        Files.writeString(file, "this was a database", StandardOpenOption.TRUNCATE_EXISTING);

        try (DatabaseOwnership ownership = DatabaseOwnership.acquire(file, "restore")) {
            manager()
                    .restore(
                            ownership.file(),
                            ownership::replaceFile,
                            manifest.id(),
                            Optional.empty(),
                            ProgressListener.NONE);
        }
        database = OwnedDatabase.open(file);
        driver = database.driver();
        assertThat(count("t")).isEqualTo(2L);
    }

    @Test
    void aMissingDatabaseIsRestoredByItsOwner() throws IOException {
        fill();
        BackupManifest manifest = backUp(BackupOptions.plain(""));
        database.close();
        Files.delete(file);

        try (DatabaseOwnership ownership = DatabaseOwnership.acquire(file, "restore")) {
            assertThat(
                            manager()
                                    .restore(
                                            ownership.file(),
                                            ownership::replaceFile,
                                            manifest.id(),
                                            Optional.empty(),
                                            ProgressListener.NONE)
                                    .replacedKeptAs())
                    .isEmpty();
        }
        assertThat(mode(file)).isEqualTo("rw-------");
    }

    @Test
    void nothingIsRestoredWhileAnotherConversationIsOpen() {
        fill();
        BackupManifest manifest = backUp(BackupOptions.plain(""));
        driver.execute("DELETE FROM t");

        try (SqliteDriver other = database.openDriver()) {
            assertFails(DatabaseErrorCode.BUSY, () -> restore(manifest));
            assertThat(other.queryValue("SELECT count(*) FROM t")).contains(0L);
        }
        restore(manifest);
        assertThat(count("t")).isEqualTo(2L);
    }

    @Test
    void nothingIsRestoredWhileAStrangerHasTheFileOpen() throws Exception {
        fill();
        BackupManifest manifest = backUp(BackupOptions.plain(""));
        driver.execute("DELETE FROM t");

        try (Connection stranger = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement query = stranger.prepareStatement("SELECT count(*) FROM t")) {
            query.executeQuery().close();
            assertThatThrownBy(() -> restore(manifest))
                    .hasMessageContaining("another process has it open");
        }
        assertThat(count("t")).isEqualTo(0L);
        assertThat(driver.queryValue("PRAGMA journal_mode")).contains("wal");
    }

    private void restore(BackupManifest manifest) {
        manager().restore(driver, manifest.id(), Optional.empty(), ProgressListener.NONE);
    }

    @Test
    void anAlteredBackupIsFoundAndNotRestored() throws IOException {
        fill();
        BackupManifest manifest = backUp(BackupOptions.plain(""));
        Path stored = backups.resolve(manifest.file());
        byte[] bytes = Files.readAllBytes(stored);
        bytes[bytes.length - 1] ^= 1;
        Files.write(stored, bytes);
        driver.execute("DELETE FROM t");

        assertThat(manager().verify(manifest.id(), Optional.empty()).faults())
                .singleElement()
                .asString()
                .contains("altered");
        assertFails(DatabaseErrorCode.BACKUP_FAILED, () -> restore(manifest));
        assertThat(count("t")).isEqualTo(0L);
        Files.write(stored, new byte[] {1, 2, 3});
        assertThat(manager().verify(manifest.id(), Optional.empty()).faults().getFirst())
                .contains("has 3 bytes");
        Files.delete(stored);
        assertThat(manager().verify(manifest.id(), Optional.empty()).faults().getFirst())
                .contains("missing");
    }

    @Test
    void aManifestThatSaysMoreRowsIsNotBelieved() throws IOException {
        fill();
        BackupManifest manifest = backUp(BackupOptions.plain(""));
        Path json = backups.resolve(manifest.file().replace(".db", ".json"));
        Files.writeString(json, Files.readString(json).replace("\"t\" : 2", "\"t\" : 3"));

        assertThat(manager().verify(manifest.id(), Optional.empty()).faults())
                .singleElement()
                .asString()
                .contains("t=2", "t=3");
    }

    @Test
    void aCompressedBackupIsSmallerAndComesBack() {
        fill();
        driver.execute("INSERT INTO t(v) VALUES (?)", "x".repeat(200_000));
        BackupManifest manifest = backUp(new BackupOptions("", true, List.of()));

        assertThat(manifest.file()).endsWith(".db.zst");
        assertThat(manifest.storedBytes()).isLessThan(manifest.databaseBytes() / 10);
        assertThat(manager().verify(manifest.id(), Optional.empty()))
                .isEqualTo(new BackupVerification(manifest.id(), true, List.of()));
        driver.execute("DELETE FROM t");
        restore(manifest);
        assertThat(count("t")).isEqualTo(3L);
    }

    @Test
    void anEncryptedBackupOpensOnlyWithItsIdentity() throws Exception {
        fill();
        KeyPair mine = new X25519KeyPairGenerator().generateKeyPair();
        KeyPair foreign = new X25519KeyPairGenerator().generateKeyPair();
        Path identity = identityFile("mine", mine);
        BackupManifest manifest = backUp(new BackupOptions("", true, List.of(encoded(mine))));

        assertThat(manifest.file()).endsWith(".db.zst.age");
        assertThat(Files.readAllBytes(backups.resolve(manifest.file())))
                .startsWith("age-encryption.org/v1\n".getBytes(StandardCharsets.UTF_8));
        assertThat(manager().verify(manifest.id(), Optional.empty()))
                .isEqualTo(new BackupVerification(manifest.id(), false, List.of()));
        assertThat(manager().verify(manifest.id(), Optional.of(identity)).contentChecked())
                .isTrue();
        assertFails(
                DatabaseErrorCode.BACKUP_FAILED,
                () ->
                        manager()
                                .verify(
                                        manifest.id(),
                                        Optional.of(identityFile("foreign", foreign))));
        assertFails(DatabaseErrorCode.INVALID_CONFIGURATION, () -> restore(manifest));
        driver.execute("DELETE FROM t");
        manager().restore(driver, manifest.id(), Optional.of(identity), ProgressListener.NONE);
        assertThat(count("t")).isEqualTo(2L);
    }

    /** What we write is opened by the programs that everybody has, in a shell. */
    @Test
    void ageZstdAndSqliteOpenWhatWasPacked() throws Exception {
        for (String program : List.of("age", "zstd", "sqlite3")) {
            assumeTrue(isInstalled(program), program + " is not installed");
        }
        fill();
        KeyPair mine = new X25519KeyPairGenerator().generateKeyPair();
        BackupManifest manifest = backUp(new BackupOptions("", true, List.of(encoded(mine))));
        String open =
                "set -o pipefail; age -d -i \"$1\" \"$2\" | zstd -dq > \"$3\" && sqlite3 \"$3\""
                        + " \"PRAGMA integrity_check; SELECT group_concat(v) FROM t\"";
        Process shell =
                new ProcessBuilder(
                                "bash",
                                "-c",
                                open,
                                "bash",
                                identityFile("mine", mine).toString(),
                                backups.resolve(manifest.file()).toString(),
                                folder.resolve("opened.db").toString())
                        .redirectErrorStream(true)
                        .start();

        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(output).isZero();
        assertThat(output).isEqualTo("ok\none,two\n");
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private static String encoded(KeyPair pair) {
        return new String(pair.getPublic().getEncoded(), StandardCharsets.US_ASCII);
    }

    private Path identityFile(String name, KeyPair pair) throws IOException {
        return Files.writeString(
                folder.resolve(name + ".key"),
                "# created by a test\n"
                        + new String(pair.getPrivate().getEncoded(), StandardCharsets.US_ASCII)
                        + "\n");
    }

    @Test
    void aRecipientThatIsNoneIsRefusedBeforeAnythingIsWritten() {
        fill();

        assertFails(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                () -> backUp(new BackupOptions("", false, List.of("age1nonsense"))));
        assertThat(backups).doesNotExist();
    }

    @Test
    void tooLittleSpaceIsToldWithTheFigures() {
        fill();
        BackupWriter writer =
                new BackupWriter(
                        new BackupFolder(backups, () -> 500_000L),
                        driver,
                        BackupOptions.plain(""),
                        false);

        assertThatThrownBy(() -> writer.write(ProgressListener.NONE))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.DISK_FULL))
                .hasMessageContaining("1.1 MB are needed")
                .hasMessageContaining("only 0.5 MB are free");
        assertThat(backups).isEmptyDirectory();
    }

    @Test
    void aFileInThePlaceOfTheFolderIsAnError() throws IOException {
        fill();
        Files.writeString(backups, "in the way");

        assertThatThrownBy(() -> backUp(BackupOptions.plain("")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("a file is in its place");
    }

    @Test
    void noLinkIsFollowed() throws IOException {
        fill();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(backups, elsewhere);

        assertThatThrownBy(() -> backUp(BackupOptions.plain("")))
                .hasMessageContaining("symbolic link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aFolderInWhichOthersMayWriteIsRefused() throws IOException {
        fill();
        Files.createDirectory(backups);
        Files.setPosixFilePermissions(backups, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> backUp(BackupOptions.plain("")))
                .hasMessageContaining("writable by other users");
    }

    @Test
    void whatADeadProcessLeftIsRemoved() throws Exception {
        fill();
        Files.createDirectory(backups);
        Files.setPosixFilePermissions(backups, PosixFilePermissions.fromString("rwx------"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path abandoned = Files.writeString(backups.resolve(".partial-" + dead.pid() + "-x.db"), "");
        Path inProgress =
                Files.writeString(
                        backups.resolve(".partial-" + ProcessHandle.current().pid() + "-y.db"), "");
        backUp(BackupOptions.plain(""));

        assertThat(abandoned).doesNotExist();
        assertThat(inProgress).exists();
    }

    @Test
    void retentionKeepsSoManyOfEachDatabase() throws InterruptedException {
        fill();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(backUp(BackupOptions.plain("")).id());
            Thread.sleep(2);
        }
        BackupListResult removed =
                driver.perform(
                        new BackupPruneRequest(
                                backups,
                                new RetentionPolicy(Optional.of(2), Optional.empty()),
                                false),
                        ProgressListener.NONE);

        assertThat(removed.backups())
                .extracting(BackupManifest::id)
                .containsOnly(ids.get(0), ids.get(1));
        assertThat(manager().list())
                .extracting(BackupManifest::id)
                .containsExactly(ids.get(3), ids.get(2));
        assertThat(backups).isDirectoryNotContaining("glob:**" + ids.get(0) + "*");
    }

    @Test
    void theLatestBackupIsKeptHoweverOldItIs() {
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        List<BackupManifest> newestFirst =
                List.of(
                        manifest("a2", "a", "2026-01-02T00:00:00Z"),
                        manifest("b1", "b", "2026-01-01T12:00:00Z"),
                        manifest("a1", "a", "2026-01-01T00:00:00Z"));

        assertThat(
                        new RetentionPolicy(Optional.empty(), Optional.of(Duration.ofDays(30)))
                                .expired(newestFirst, now))
                .extracting(BackupManifest::id)
                .containsExactly("a1");
        assertThat(new RetentionPolicy(Optional.of(0), Optional.empty()).expired(newestFirst, now))
                .extracting(BackupManifest::id)
                .containsExactly("a1");
    }

    private static BackupManifest manifest(String id, String database, String createdAt) {
        return new BackupManifest(
                id, database, createdAt, "f", false, List.of(), 0, 0, "", "", "", "", Map.of(), 0,
                "", "sqlite", "file");
    }

    @Test
    void anUnknownIdIsAnError() {
        fill();
        backUp(BackupOptions.plain(""));
        backUp(BackupOptions.plain(""));

        assertFails(DatabaseErrorCode.INVALID_CONFIGURATION, () -> manager().find("zzz"));
        assertFails(DatabaseErrorCode.INVALID_CONFIGURATION, () -> manager().find(""));
    }

    @Test
    void aBackupMadeWhileFourWriteIsOfOneMoment() throws Exception {
        driver.execute("CREATE TABLE debit(amount)");
        driver.execute("CREATE TABLE credit(amount)");
        driver.execute("INSERT INTO debit VALUES (0)");
        driver.execute("INSERT INTO credit VALUES (0)");
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SqliteDriver writer = database.openDriver();
            writers.add(CompletableFuture.runAsync(() -> writeUntil(stop, writer)));
        }
        List<BackupManifest> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(backUp(BackupOptions.plain("")));
        }
        stop.set(true);
        writers.forEach(CompletableFuture::join);

        assertThat(made).allMatch(manifest -> balanceOf(manifest) == 0);
        assertThat(made.getLast().rows()).isGreaterThan(made.getFirst().rows());
    }

    private static void writeUntil(AtomicBoolean stop, SqliteDriver writer) {
        long amount = 0;
        while (!stop.get()) {
            long next = ++amount;
            writer.inTransaction(
                    TransactionMode.WRITE,
                    () -> {
                        writer.execute("INSERT INTO debit VALUES (?)", next);
                        return writer.execute("INSERT INTO credit VALUES (?)", next);
                    });
        }
        writer.close();
    }

    private long balanceOf(BackupManifest manifest) {
        try (Connection backup =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + backups.resolve(manifest.file()));
                PreparedStatement query =
                        backup.prepareStatement(
                                "SELECT (SELECT sum(amount) FROM debit)"
                                        + " - (SELECT sum(amount) FROM credit)");
                var rows = query.executeQuery()) {
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertFails(DatabaseErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).as(error.getMessage()).isEqualTo(code));
    }
}
