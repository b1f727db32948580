package dev.cairn.database.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.OwnedDatabase;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that want the same at the same time, and processes whose disk is full. */
final class RaceAndSpaceIT extends CrashTestBase {

    private static final int PROCESSES = 8;
    private static final int ROUNDS = LONG ? 20 : 2;

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
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            database.driver()
                    .execute(
                            "UPDATE part SET body = body || hex(zeroblob(2000)) WHERE file_id < 3000");
            database.driver().execute("INSERT INTO words(words) VALUES ('rebuild')");
            digest = CrashSchema.digest(database.driver());
        }
        ChildProcess child =
                ChildProcess.startWithFileLimit(
                                kilobytes, task, file.toString(), backups.toString())
                        .awaitReady();
        String output = child.rest();

        assertThat(child.exitStatus()).as(output).isNotZero();
        assertThat(output).contains("DatabaseException");
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            assertThat(has(database.driver(), CrashSchema.OLD)).isTrue();
        }
        requireOldOrNewThenComplete();
    }

    @Test
    void aBackupFolderThatCannotBeMadeStopsTheSync() throws Exception {
        Files.writeString(backups, "a file in its place");
        ChildProcess child =
                ChildProcess.start("", "sync", file.toString(), backups.toString()).awaitReady();
        String output = child.rest();

        assertThat(child.exitStatus()).isNotZero();
        assertThat(output).contains("a file is in its place");
        try (OwnedDatabase database = OwnedDatabase.open(file)) {
            assertThat(has(database.driver(), CrashSchema.OLD)).isTrue();
            assertThat(CrashSchema.digest(database.driver())).isEqualTo(digest);
        }
    }
}
