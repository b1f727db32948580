package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full, or fails to read, write or sync, under writers: each of them is told so,
 * nothing that was acknowledged is lost and nothing else is there, and all goes on when the disk
 * works again.
 */
@Timeout(1_200)
final class DiskFaultsIT {

    private static final int ROUNDS = Rounds.of(15, 50, 500);
    private static final int CALLS = Rounds.of(20, 60, 600);
    private static final int WRITERS = 4;
    private static final String FAULTS = "fws";

    @TempDir Path folder;

    /** SQLite calls what it could not read for an error of the disk malformed (vdbe.c). */
    private final AcknowledgedWrites writes =
            new AcknowledgedWrites(
                    EnumSet.of(
                            DatabaseErrorCode.DISK_FULL,
                            DatabaseErrorCode.IO,
                            DatabaseErrorCode.CORRUPT));

    private interface Faults {
        void inject(AcknowledgedWrites writes) throws IOException, InterruptedException;
    }

    private Path faultFile() {
        return folder.resolve("faults");
    }

    /** The file is never there in part, which would be another fault. */
    private void say(String fault) throws IOException {
        Path half = folder.resolve("faults.half");
        Files.writeString(half, fault);
        Files.move(half, faultFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    private Map<String, String> environment() throws IOException, InterruptedException {
        return WorkerProcess.preloading("faulty_disk.c", folder, "CAIRN_FAULT_FILE", faultFile());
    }

    private String runWith(Faults faults) throws IOException, InterruptedException {
        DbWorkerManager manager =
                new DbWorkerManager(WorkerFixture.configuration(folder, folder.resolve("test.db")));
        Process process = WorkerProcess.start(manager, environment());
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver control = worker.open()) {
            assertThat(control.information().ownerProcess()).isEqualTo(process.pid());
            control.execute(AcknowledgedWrites.TABLE);
            for (int i = 0; i < WRITERS; i++) {
                writes.startWriter(worker::open, false, new Random(i));
            }
            faults.inject(writes);
            writes.stop();
            return writes.verify(control) + ", errors " + new TreeMap<>(writes.errors());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatAFailingDiskDidNotTakeIsToldAndNothingElseIsLost() throws Exception {
        Random random = new Random(7);
        String counted =
                runWith(writing -> {
                    for (int round = 0; round < ROUNDS; round++) {
                        Thread.sleep(random.nextInt(20) + 5);
                        say(FAULTS.substring(round % 3, round % 3 + 1));
                        Thread.sleep(random.nextInt(20) + 5);
                        Files.delete(faultFile());
                        writing.awaitMore(1);
                    }
                });
        System.out.printf("disk failed %d times: %s%n", ROUNDS, counted);
        assertThat(writes.errors())
                .containsOnlyKeys(DatabaseErrorCode.DISK_FULL, DatabaseErrorCode.IO);
    }

    @Test
    void anyCallThatFailsOnceIsToldAndNothingIsLost() throws Exception {
        String counted =
                runWith(writing -> {
                    for (int call = 1; call <= CALLS; call++) {
                        say("n%d:%d".formatted(call % 60 + 1, call));
                        Thread.sleep(5);
                        writing.awaitMore(1);
                    }
                    Files.delete(faultFile());
                    writing.awaitMore(1);
                });
        System.out.printf("one of the next 60 calls failed, %d times: %s%n", CALLS, counted);
        // Which call fails, and so which error it is, depends on the other threads of the worker.
        assertThat(writes.errors().keySet())
                .isNotEmpty()
                .isSubsetOf(DatabaseErrorCode.IO, DatabaseErrorCode.CORRUPT);
    }

    @Test
    void aFileSystemThatCannotBeWrittenIsRefusedAtTheStart() throws Exception {
        Path database = folder.resolve("test.db");
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver driver = worker.open()) {
            driver.execute(AcknowledgedWrites.TABLE);
        }
        byte[] before = Files.readAllBytes(database);
        say("r");
        DbWorkerManager manager =
                new DbWorkerManager(WorkerFixture.configuration(folder, database));
        int rounds = Rounds.of(1, 1, 50);
        for (int round = 0; round < rounds; round++) {
            assertThat(WorkerProcess.startInVain(manager, environment()))
                    .contains("\"IO\"")
                    .contains("read-only file system")
                    .contains(database.toString());
            assertThat(database).hasBinaryContent(before);
        }
    }
}
