package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.Rounds;
import dev.cairn.worker.launch.StartLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loss of power under writers. The worker is killed, and of what it wrote and did not sync some is
 * taken away, in any order and down to half a sector: what was acknowledged is there all the same.
 */
@Timeout(1_800)
final class PowerLossIT {

    private static final int ROUNDS = Rounds.of(2, 4, 60);
    private static final int WRITERS = 4;
    private static final int SECTOR = 512;

    /** Each row takes some pages, so that much is written between two syncs, and copied soon. */
    private static final String WIDE_TABLE =
            "CREATE TABLE t(v, filler DEFAULT (randomblob(20000)))";

    @TempDir Path folder;

    private final AcknowledgedWrites writes =
            new AcknowledgedWrites(
                    EnumSet.of(
                            DatabaseErrorCode.IN_DOUBT,
                            DatabaseErrorCode.CONNECTION_LOST,
                            DatabaseErrorCode.NOT_CONNECTED,
                            DatabaseErrorCode.WORKER_FAILED,
                            DatabaseErrorCode.TRANSACTION_FAILED));
    private int takenAway;

    /** A write that was not synced: bytes that were there before, and those that were written. */
    private record Unsynced(long at, ByteBuffer before, ByteBuffer written, long sizeBefore) {

        boolean cuts() {
            return written.limit() == 0;
        }

        static List<Unsynced> read(Path log) throws IOException {
            ByteBuffer bytes =
                    ByteBuffer.wrap(Files.readAllBytes(log)).order(ByteOrder.nativeOrder());
            List<Unsynced> all = new ArrayList<>();
            // The last may have been under way when the process was killed; then it was not made.
            while (bytes.remaining() >= 4 * Long.BYTES) {
                long at = bytes.getLong();
                int written = Math.toIntExact(bytes.getLong());
                int before = Math.toIntExact(bytes.getLong());
                long size = bytes.getLong();
                if (bytes.remaining() < before + written) {
                    return all;
                }
                all.add(new Unsynced(at, take(bytes, before), take(bytes, written), size));
            }
            return all;
        }

        private static ByteBuffer take(ByteBuffer bytes, int count) {
            ByteBuffer part = bytes.slice(bytes.position(), count);
            bytes.position(bytes.position() + count);
            return part;
        }
    }

    @Test
    void whatWasAcknowledgedOutlivesALossOfPower() throws Exception {
        Path database = folder.resolve("test.db");
        Path unsynced = Files.createDirectory(folder.resolve("unsynced"));
        Map<String, String> environment =
                WorkerProcess.preloading("power_loss.c", folder, "CAIRN_UNSYNCED_FOLDER", unsynced);
        try (WorkerFixture worker = new WorkerFixture(folder)) {
            try (DatabaseDriver control = worker.open()) {
                control.execute(WIDE_TABLE);
            }
            // On a busy machine the power may go only when everything has been synced.
            for (int round = 0; round < ROUNDS || (takenAway == 0 && round < 5 * ROUNDS); round++) {
                Random random = new Random(round);
                worker.manager().stop(Duration.ofSeconds(1));
                Process process = WorkerProcess.start(worker.manager(), environment);
                for (int i = 0; i < WRITERS; i++) {
                    writes.startWriter(worker::open, false, new Random(round * WRITERS + i));
                }
                writes.awaitMore(1);
                Thread.sleep(random.nextInt(400));
                // No writer may start the next worker before the power is on again.
                try (StartLock _ =
                        StartLock.take(
                                worker.manager().address().startLock(),
                                System.nanoTime() + 1_000_000_000L)) {
                    process.destroyForcibly();
                    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
                    losePower(database, unsynced, random);
                }
                writes.awaitMore(1);
                writes.stop();
                try (DatabaseDriver control = worker.open()) {
                    writes.verify(control);
                }
            }
            try (DatabaseDriver control = worker.open()) {
                System.out.printf(
                        "power lost %d times, %d writes taken away: %s%n",
                        ROUNDS, takenAway, writes.verify(control));
                assertThat(takenAway).isPositive();
            }
        }
    }

    private void losePower(Path database, Path unsynced, Random random) throws IOException {
        for (String suffix : List.of("", "-wal")) {
            Path log = unsynced.resolve(database.getFileName() + suffix + ".unsynced");
            if (Files.exists(log)) {
                loseSome(database.resolveSibling(database.getFileName() + suffix), log, random);
                Files.delete(log);
            }
        }
        // It is memory that the processes share, whatever the name says.
        Files.deleteIfExists(database.resolveSibling(database.getFileName() + "-shm"));
    }

    private void loseSome(Path file, List<Unsynced> all, int keptOfTen, Random random)
            throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (Unsynced one : all.reversed()) {
                write(channel, one.before(), one.at());
                channel.truncate(one.sizeBefore());
            }
            for (Unsynced one : all) {
                if (random.nextInt(10) >= keptOfTen) {
                    takenAway++;
                } else if (one.cuts()) {
                    channel.truncate(one.at());
                } else {
                    boolean torn = random.nextInt(10) >= keptOfTen;
                    int length = one.written().limit();
                    int kept = torn ? random.nextInt(length / SECTOR + 1) * SECTOR : length;
                    write(channel, one.written().slice(0, kept), one.at());
                }
            }
        }
    }

    private void loseSome(Path file, Path log, Random random) throws IOException {
        if (Files.exists(file)) {
            loseSome(file, Unsynced.read(log), random.nextInt(10), random);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        ByteBuffer rest = bytes.duplicate();
        while (rest.hasRemaining()) {
            channel.write(rest, at + rest.position());
        }
    }
}
