package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rounds;
import dev.cairn.database.TransactionMode;
import dev.cairn.worker.service.ServiceSettings;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are killed or stopped in each state that a session can be in. */
@Timeout(300)
final class ClientStatesIT {

    private static final int ROUNDS = Rounds.of(1, 4, 50);
    private static final long WIDE_ROWS = 5_000;

    @TempDir Path folder;

    private InProcessWorker worker(ServiceSettings settings) {
        InProcessWorker worker = new InProcessWorker(folder, settings);
        try (DatabaseDriver driver = worker.open()) {
            driver.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, v)");
            driver.execute("CREATE TABLE wide(v)");
            driver.executeBatch(
                    "INSERT INTO wide VALUES (?)",
                    Collections.nCopies((int) WIDE_ROWS, List.of("x".repeat(1_000))));
        }
        return worker;
    }

    private static PythonProcess clientIn(String state, InProcessWorker worker) {
        PythonProcess client =
                new PythonProcess("client_in_state.py", worker.socket().toString(), state);
        assertThat(client.readLine()).contains("ready");
        return client;
    }

    private static void awaitSessions(InProcessWorker worker, int count)
            throws InterruptedException {
        while (worker.manager().status().orElseThrow().sessions().size() != count) {
            Thread.sleep(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"idle", "half-frame", "half-batch", "writing", "reading", "rows"})
    void aClientThatIsKilledLeavesNothing(String state) throws Exception {
        try (InProcessWorker worker = worker(ServiceSettings.standard());
                DatabaseDriver other = worker.open()) {
            other.execute("INSERT INTO t(v) VALUES ('first')");
            try (PythonProcess client = clientIn(state, worker)) {
                client.kill();
                awaitSessions(worker, 1);
            }
            long before = WorkerProcess.descriptors(ProcessHandle.current().pid());
            for (int round = 0; round < ROUNDS; round++) {
                try (PythonProcess client = clientIn(state, worker)) {
                    Thread.sleep(new Random(round).nextInt(5));
                    client.kill();
                    other.execute("INSERT INTO t(v) VALUES ('real')");
                    awaitSessions(worker, 1);
                }
            }
            assertThat(WorkerProcess.descriptors(ProcessHandle.current().pid()))
                    .isLessThanOrEqualTo(before + 8);
            assertThat(other.queryValue("SELECT count(*) FROM t")).contains(ROUNDS + 1L);
            assertThat(other.queryValue("PRAGMA integrity_check")).contains("ok");
        }
    }

    @Test
    void aClientThatIsKilledWhileItWaitsForTheLockNeverGetsIt() throws Exception {
        try (InProcessWorker worker = worker(ServiceSettings.standard());
                DatabaseDriver holder = worker.open();
                DatabaseDriver other = worker.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                holder.begin(TransactionMode.WRITE);
                try (PythonProcess client = clientIn("waiting", worker)) {
                    while (worker.manager().status().orElseThrow().waitingWriters() == 0) {
                        Thread.sleep(1);
                    }
                    CompletableFuture<Void> behind =
                            CompletableFuture.runAsync(
                                    () -> other.execute("INSERT INTO t(v) VALUES ('real')"));
                    client.kill();
                    awaitSessions(worker, 2);
                    holder.commit();
                    behind.get(5, TimeUnit.SECONDS);
                }
            }
            assertThat(other.queryValue("SELECT count(*) FROM t")).contains((long) ROUNDS);
        }
    }

    @Test
    void aClientThatIsStoppedWithOpenRowsHoldsUpNobodyAndReadsOn() throws Exception {
        try (InProcessWorker worker = worker(ServiceSettings.standard());
                DatabaseDriver other = worker.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                try (PythonProcess client = clientIn("rows", worker)) {
                    client.signal("STOP");
                    long start = System.nanoTime();
                    for (int i = 0; i < 20; i++) {
                        other.execute("INSERT INTO wide VALUES ('later')");
                    }
                    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
                    client.signal("CONT");
                    client.writeLine();
                    assertThat(client.readLine()).contains(Long.toString(WIDE_ROWS + round * 20L));
                }
            }
        }
    }

    @Test
    void aClientThatGreetsByteByByteIsLeft() throws Exception {
        ServiceSettings impatient = TestSettings.with(Map.of("helloTimeout", "PT0.2S"));
        byte[] greeting = {'C', 'A', 'I', 'R', 'N', 0, 1, '\n', 0, 0, 0, 12, 1, 0, 0, 0, 0, 0, 1};
        List<SocketChannel> slow = new ArrayList<>();
        try (InProcessWorker worker = worker(impatient);
                DatabaseDriver other = worker.open()) {
            for (int i = 0; i < 50; i++) {
                slow.add(SocketChannel.open(UnixDomainSocketAddress.of(worker.socket())));
            }
            int refused = 0;
            for (byte next : greeting) {
                Thread.sleep(50);
                other.execute("INSERT INTO t(v) VALUES ('real')");
                refused = 0;
                for (SocketChannel channel : slow) {
                    refused += takes(channel, next) ? 0 : 1;
                }
            }
            assertThat(refused).isEqualTo(50);
            assertThat(other.queryValue("SELECT count(*) FROM t")).contains((long) greeting.length);
        } finally {
            for (SocketChannel channel : slow) {
                channel.close();
            }
        }
    }

    private static boolean takes(SocketChannel channel, byte next) {
        try {
            return channel.write(ByteBuffer.wrap(new byte[] {next})) == 1;
        } catch (IOException _) {
            return false;
        }
    }
}
