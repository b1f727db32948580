package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.Rounds;
import dev.cairn.database.file.FailPoint;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends of the worker under writers, at random times and at every step of a commit: what was
 * acknowledged is there, once; what is there and was not acknowledged was reported as in doubt; and
 * writers whose commits carry keys are never in doubt.
 */
@Timeout(3_600)
final class WorkerKilledIT {

    private static final int ROUNDS = Rounds.of(8, 50, 200);
    private static final int ROUNDS_OF_A_STEP = Rounds.of(1, 1, 50);
    private static final int PLAIN_WRITERS = 2;
    private static final int KEYED_WRITERS = 2;

    /** The steps of a commit, as the worker names them to {@link FailPoint}. */
    private static final List<String> STEPS =
            List.of(
                    "group-begun",
                    "group-done",
                    "group-committed",
                    "write-done",
                    "write-committed",
                    "transaction-done",
                    "transaction-committed",
                    "write-answered");

    @TempDir Path folder;

    private final AcknowledgedWrites writes =
            new AcknowledgedWrites(
                    EnumSet.of(
                            DatabaseErrorCode.IN_DOUBT,
                            DatabaseErrorCode.CONNECTION_LOST,
                            DatabaseErrorCode.NOT_CONNECTED,
                            DatabaseErrorCode.TRANSACTION_FAILED));

    private void startWriters(WorkerFixture worker, int seed) {
        for (int i = 0; i < PLAIN_WRITERS + KEYED_WRITERS; i++) {
            boolean keyed = i < KEYED_WRITERS;
            Supplier<SqliteDriverProxy> opener = keyed ? worker::openWithKeys : worker::open;
            writes.startWriter(opener, keyed, new Random(seed + i));
        }
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingIsDoneTwice() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver control = worker.open()) {
            control.execute(AcknowledgedWrites.TABLE);
            startWriters(worker, 0);
            Random random = new Random(42);
            for (int round = 0; round < ROUNDS; round++) {
                long process = control.information().ownerProcess();
                Thread.sleep(20 + random.nextInt(180));
                ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
                control.queryValue("SELECT count(*) FROM t");
            }
            writes.stop();
            System.out.printf("worker killed %d times: %s%n", ROUNDS, writes.verify(control));
            assertThat(writes.acknowledged()).isGreaterThan(ROUNDS);
        }
    }

    @Test
    void aWorkerThatEndsAtAnyStepOfACommitLosesNothingAndDoesNothingTwice() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder)) {
            try (DatabaseDriver control = worker.open()) {
                control.execute(AcknowledgedWrites.TABLE);
            }
            Random random = new Random(43);
            for (int round = 0; round < ROUNDS_OF_A_STEP; round++) {
                for (String step : STEPS) {
                    worker.manager().stop(Duration.ofSeconds(1));
                    endAt(step + "#" + (random.nextInt(30) + 1), worker, random.nextInt());
                }
            }
            try (DatabaseDriver control = worker.open()) {
                System.out.printf(
                        "worker ended %d times at each of %d steps of a commit: %s%n",
                        ROUNDS_OF_A_STEP, STEPS.size(), writes.verify(control));
            }
        }
    }

    private void endAt(String step, WorkerFixture worker, int seed) throws Exception {
        Process process =
                WorkerProcess.start(
                        worker.manager(),
                        List.of(),
                        List.of("-Dcairn.failpoint=" + step),
                        Map.of());
        startWriters(worker, seed);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(step).isTrue();
        assertThat(process.exitValue()).as(step).isEqualTo(FailPoint.EXIT_STATUS);
        writes.awaitMore(10);
        writes.stop();
        try (DatabaseDriver control = worker.open()) {
            writes.verify(control);
        }
    }
}
