package dev.cairn.database.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.OwnedDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.database.file.FailPoint;
import dev.cairn.database.sqlite.SqliteDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills processes that change a database, at every step and at random moments. What is there
 * afterwards is the old state or the new one with all rows, and the next run completes.
 *
 * <p>The random moments are few by default; with {@code -Dcairn.long=true} there are 200 of each
 * kind of work on a database of 100,000 rows. What was left is counted and printed.
 */
final class KilledIT extends CrashTestBase {

    private static final int SYNCS = Rounds.of(3, 12, 200);
    private static final int BACKUPS_AND_RESTORES = Rounds.of(1, 4, 200);
    private static final long SEED = 20_261_120;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backup-copied",
                "backup-named",
                "backup-described",
                "sync-backed-up",
                "sync-read-back",
                "sync-recorded",
                "sync-committed"
            })
    void aSyncThatDiesAtABoundaryLeavesTheOldOrTheNewSchema(String failPoint) throws Exception {
        ChildProcess child = ChildProcess.start(failPoint, "sync", file.toString(), backups());

        assertThat(child.awaitReady().exitStatus()).isEqualTo(FailPoint.EXIT_STATUS);
        requireOldOrNewThenComplete();
    }

    @Test
    void aSyncThatDiesAfterAnyOfItsStepsLeavesTheOldSchema() throws Exception {
        int steps = 0;
        while (true) {
            ChildProcess child =
                    ChildProcess.start(
                            "sync-step#" + (steps + 1),
                            "sync-without-backup",
                            file.toString(),
                            backups());
            if (child.awaitReady().exitStatus() == 0) {
                break;
            }
            steps++;
            try (OwnedDatabase database = OwnedDatabase.open(file)) {
                requireSound(database.driver());
                assertThat(has(database.driver(), CrashSchema.OLD)).isTrue();
                assertThat(CrashSchema.digest(database.driver())).isEqualTo(digest);
            }
        }
        assertThat(steps).isGreaterThan(3);
        requireOldOrNewThenComplete();
    }

    @Test
    void aSyncThatIsKilledAtAnyMomentLeavesTheOldOrTheNewSchema() throws Exception {
        Random random = new Random(SEED);
        long wholeMillis = undisturbedMillis("sync", file.toString(), backups());
        int completed = 0;
        for (int i = 0; i < SYNCS; i++) {
            reset();
            killAfter(random.nextLong(wholeMillis * 6 / 5 + 1), "sync", file.toString(), backups());
            try (OwnedDatabase database = OwnedDatabase.open(file)) {
                completed += has(database.driver(), CrashSchema.NEW) ? 1 : 0;
            }
            requireOldOrNewThenComplete();
        }
        tell("sync", SYNCS, completed);
        assertThat(completed).isLessThan(SYNCS);
    }

    @Test
    void aBackupThatIsKilledIsSoundOrIsNone() throws Exception {
        Random random = new Random(SEED);
        long wholeMillis = undisturbedMillis("backup", file.toString(), backups());
        int completed = 0;
        for (int i = 0; i < BACKUPS_AND_RESTORES; i++) {
            removeBackups();
            killAfter(
                    random.nextLong(wholeMillis * 6 / 5 + 1), "backup", file.toString(), backups());
            completed += BackupManager.in(backups).list().size();
            try (OwnedDatabase database = OwnedDatabase.open(file)) {
                requireSound(database.driver());
                assertThat(CrashSchema.digest(database.driver())).isEqualTo(digest);
                backUp(database.driver());
            }
            assertThat(partials()).isEmpty();
        }
        tell("backup", BACKUPS_AND_RESTORES, completed);
    }

    private Stream<String> partials() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(backups()))) {
            return files
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restore-extracted",
                "replace-begin",
                "replace-kept",
                "file-written#2",
                "replace-marked",
                "replace-cleared",
                "replace-moved"
            })
    void aRestoreThatDiesAtABoundaryLeavesTheOldOrTheNewDatabase(String failPoint)
            throws Exception {
        String id = backUpThenChange();
        String changed = currentDigest();
        ChildProcess child =
                ChildProcess.start(failPoint, "restore", file.toString(), backups(), id);

        assertThat(child.awaitReady().exitStatus()).isEqualTo(FailPoint.EXIT_STATUS);
        boolean marked = failPoint.matches("replace-(marked|cleared|moved)");
        assertThat(currentDigest()).isEqualTo(marked ? digest : changed);
        requireRestorable(id);
    }

    @Test
    void aProcessThatDiesAsItNamesItselfTheOwnerLeavesNothingBehind() throws Exception {
        String id = backUpThenChange();
        String changed = currentDigest();
        ChildProcess child =
                ChildProcess.start("file-written", "restore", file.toString(), backups(), id);

        assertThat(child.exitStatus()).as(child.rest()).isEqualTo(FailPoint.EXIT_STATUS);
        assertThat(currentDigest()).isEqualTo(changed);
        requireRestorable(id);
    }

    @Test
    void aRestoreThatIsKilledAtAnyMomentLeavesTheOldOrTheNewDatabase() throws Exception {
        String id = backUpThenChange();
        String changed = currentDigest();
        Random random = new Random(SEED);
        long wholeMillis = undisturbedMillis("restore", file.toString(), backups(), id);
        int completed = 0;
        for (int i = 0; i < BACKUPS_AND_RESTORES; i++) {
            try (OwnedDatabase database = OwnedDatabase.open(file)) {
                change(database.driver());
            }
            killAfter(
                    random.nextLong(wholeMillis * 6 / 5 + 1),
                    "restore",
                    file.toString(),
                    backups(),
                    id);
            String left = currentDigest();
            assertThat(left).isIn(changed, digest);
            completed += left.equals(digest) ? 1 : 0;
            requireRestorable(id);
            removeReplaced();
        }
        tell("restore", BACKUPS_AND_RESTORES, completed);
    }

    private void removeReplaced() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry :
                    entries.filter(path -> path.toString().contains(".before-restore-")).toList()) {
                Files.delete(entry);
            }
        }
    }

    private static void tell(String work, int killed, int completed) {
        System.out.printf(
                "%s killed %d times: %d times all was done, %d times nothing%n",
                work, killed, completed, killed - completed);
    }

    private String backUpThenChange() {
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            String id = backUp(database.driver()).id();
            change(database.driver());
            return id;
        }
    }

    private BackupManifest backUp(SqliteDriver driver) {
        return BackupManager.in(Path.of(backups()))
                .create(driver, BackupOptions.plain(""), ProgressListener.NONE)
                .orElseThrow();
    }

    private static void change(DatabaseDriver driver) {
        driver.execute("UPDATE file SET size = size + 1 WHERE id % 2 = 0");
    }

    private String currentDigest() {
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            requireSound(database.driver());
            return CrashSchema.digest(database.driver());
        }
    }

    private void requireRestorable(String id) {
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            BackupManager.in(Path.of(backups()))
                    .restore(database.driver(), id, Optional.empty(), ProgressListener.NONE);
            assertThat(CrashSchema.digest(database.driver())).isEqualTo(digest);
        }
        assertThat(folder)
                .isDirectoryNotContaining("glob:**app.db.re*")
                .isDirectoryNotContaining("glob:**/.*");
    }

    private String backups() {
        return backups.toString();
    }

    private static long undisturbedMillis(String... arguments) throws Exception {
        ChildProcess child = ChildProcess.start("", arguments).awaitReady();
        long start = System.nanoTime();
        String output = child.rest();
        assertThat(child.exitStatus()).as(output).isZero();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static void killAfter(long millis, String... arguments) throws Exception {
        ChildProcess child = ChildProcess.start("", arguments).awaitReady();
        Thread.sleep(millis);
        child.kill();
    }
}
