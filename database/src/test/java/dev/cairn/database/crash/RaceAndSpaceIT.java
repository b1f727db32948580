package dev.cairn.database.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.OwnedDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that want the same at the same time, and processes whose disk is full. */
final class RaceAndSpaceIT extends CrashTestBase {

    private static final int PROCESSES = Rounds.of(4, 8, 8);
    private static final int ROUNDS = Rounds.of(1, 2, 20);

    @Test
    void ofManyProcessesThatSyncOneDoesItAndTheOthersFindNothingToDo() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            reset();
            List<ChildProcess> children = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                children.add(ChildProcess.start("", "sync", file.toString(), backups.toString()));
            }
            List<String> outcomes = new ArrayList<>();
            for (ChildProcess child : children) {
                String output = child.rest();
                assertThat(child.exitStatus()).as(output).isZero();
                outcomes.add(output.strip().lines().toList().getLast());
            }
            assertThat(outcomes).filteredOn("CHANGED"::equals).hasSize(1);
            assertThat(outcomes).filteredOn("UNCHANGED"::equals).hasSize(PROCESSES - 1);
            requireOldOrNewThenComplete();
        }
    }

    /** No file may grow beyond the limit: at first the backup is too large, then the log is. */
    @ParameterizedTest
    @CsvSource({"sync, 4000", "sync-without-backup, 4000", "sync-without-backup, 9000"})
    void aFullDiskLeavesTheOldSchema(String task, int kilobytes) throws Exception {
        growRows();
        failForWantOfSpace(kilobytes, task, file.toString(), backups.toString());

        requireOld();
        requireOldOrNewThenComplete();
    }

    @Test
    void aFullDiskLeavesWhatAMigrationWouldChange() throws Exception {
        growRows();
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.setPosixFilePermissions(migrations, PosixFilePermissions.fromString("rwx------"));
        Path script =
                Files.writeString(
                        migrations.resolve("V001__larger.up.sql"),
                        """
                        CREATE TABLE larger AS SELECT body || body AS body FROM part;
                        UPDATE file SET size = size + 1;
                        """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rw-------"));

        failForWantOfSpace(9000, "migrate", file.toString(), backups.toString(), migrations + "");

        requireOld();
        ChildProcess again =
                ChildProcess.start(
                        "", "migrate", file.toString(), backups.toString(), migrations.toString());
        String output = again.rest();
        assertThat(again.exitStatus()).as(output).isZero();
        assertThat(output).contains("version 1");
    }

    @Test
    void aFullDiskLeavesNoHalfBackup() throws Exception {
        growRows();
        failForWantOfSpace(4000, "backup", file.toString(), backups.toString());

        requireOld();
        assertThat(backups).isEmptyDirectory();
    }

    @Test
    void aFullDiskLeavesTheDatabaseThatARestoreWouldReplace() throws Exception {
        growRows();
        String id;
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            id =
                    BackupManager.in(backups)
                            .create(
                                    database.driver(),
                                    BackupOptions.plain(""),
                                    ProgressListener.NONE)
                            .orElseThrow()
                            .id();
            database.driver().execute("UPDATE file SET size = size + 1");
            digest = CrashSchema.digest(database.driver());
        }
        failForWantOfSpace(4000, "restore", file.toString(), backups.toString(), id);

        requireOld();
        assertThat(folder).isDirectoryNotContaining("glob:**app.db.re*");
        ChildProcess again =
                ChildProcess.start("", "restore", file.toString(), backups.toString(), id);
        assertThat(again.rest()).contains(id);
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            assertThat(CrashSchema.digest(database.driver())).isNotEqualTo(digest);
        }
    }

    private void growRows() {
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            database.driver()
                    .execute(
                            "UPDATE part SET body = body || hex(zeroblob(2000)) WHERE file_id < 3000");
            database.driver().execute("INSERT INTO words(words) VALUES ('rebuild')");
            digest = CrashSchema.digest(database.driver());
        }
    }

    private static void failForWantOfSpace(int kilobytes, String... task) throws Exception {
        ChildProcess child = ChildProcess.startWithFileLimit(kilobytes, task).awaitReady();
        String output = child.rest();
        assertThat(child.exitStatus()).as(output).isNotZero();
        assertThat(output).contains("DatabaseException");
    }

    private void requireOld() {
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            requireSound(database.driver());
            assertThat(has(database.driver(), CrashSchema.OLD)).isTrue();
            assertThat(CrashSchema.digest(database.driver())).isEqualTo(digest);
        }
    }

    /** The administrator may write anywhere, so that the child gives that right up. */
    @Test
    void aBackupFolderThatCannotBeWrittenToStopsTheSync() throws Exception {
        Files.createDirectory(backups);
        Files.setPosixFilePermissions(backups, PosixFilePermissions.fromString("r-x------"));
        ChildProcess child =
                ChildProcess.startWithoutPrivileges("sync", file.toString(), backups.toString())
                        .awaitReady();
        String output = child.rest();
        Files.setPosixFilePermissions(backups, PosixFilePermissions.fromString("rwx------"));

        assertThat(child.exitStatus()).isNotZero();
        assertThat(output).contains("permission denied").contains(backups.toString());
        requireOld();
        assertThat(backups).isEmptyDirectory();
    }

    @Test
    void aBackupFolderThatIsGoneIsMadeAgain() throws Exception {
        for (int round = 0; round < 2; round++) {
            ChildProcess child =
                    ChildProcess.start("", "backup", file.toString(), backups.toString());
            String output = child.rest();
            assertThat(child.exitStatus()).as(output).isZero();
            assertThat(BackupManager.in(backups).list()).hasSize(1);
            removeBackups();
            Files.delete(backups);
        }
    }

    @Test
    void aBackupFolderThatCannotBeMadeStopsTheSync() throws Exception {
        Files.writeString(backups, "a file in its place");
        ChildProcess child =
                ChildProcess.start("", "sync", file.toString(), backups.toString()).awaitReady();
        String output = child.rest();

        assertThat(child.exitStatus()).isNotZero();
        assertThat(output).contains("a file is in its place");
        Files.delete(backups);
        requireOld();
    }
}
