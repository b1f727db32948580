package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that were damaged while no worker had them: one that starts on them has the commits up to
 * some point and a sound structure, or says that they are damaged; never a new database.
 */
@Timeout(300)
final class DamagedFilesIT {

    private static final int ROUNDS = Rounds.of(4, 20, 100);
    private static final int COPIED = 10;
    private static final int LOGGED = 50;

    @TempDir Path folder;

    private byte[] database = new byte[0];
    private byte[] log = new byte[0];
    private byte[] index = new byte[0];

    private interface Damage {
        void inflict(Path file, Random random) throws IOException;
    }

    /** Makes a database with some commits in its file and others in its log alone. */
    @BeforeEach
    void copyOfAKilledWorker() throws Exception {
        try (WorkerFixture worker = new WorkerFixture(folder)) {
            try (DatabaseDriver driver = worker.open()) {
                driver.execute("CREATE TABLE t(v INTEGER PRIMARY KEY, w)");
                insert(driver, 1, COPIED);
            }
            worker.manager().stop(Duration.ofSeconds(1));
            try (DatabaseDriver driver = worker.open()) {
                insert(driver, COPIED + 1, COPIED + LOGGED);
                ProcessHandle process = worker.process();
                process.destroyForcibly();
                process.onExit().get(10, TimeUnit.SECONDS);
            }
            database = Files.readAllBytes(folder.resolve("test.db"));
            log = Files.readAllBytes(folder.resolve("test.db-wal"));
            index = Files.readAllBytes(folder.resolve("test.db-shm"));
        }
    }

    private static void insert(DatabaseDriver driver, int first, int last) {
        for (int i = first; i <= last; i++) {
            driver.execute("INSERT INTO t VALUES (?, ?)", i, "x".repeat(500));
        }
    }

    /** Returns how many commits were there, by round; -1 for what was called damaged. */
    private List<Integer> inEachRound(Damage damage) throws Exception {
        List<Integer> found = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Path own = Files.createDirectory(folder.resolve("r" + round));
            Path file = own.resolve("test.db");
            Files.write(file, database);
            Files.write(own.resolve("test.db-wal"), log);
            Files.write(own.resolve("test.db-shm"), index);
            damage.inflict(file, new Random(round));
            found.add(commitsIn(own));
        }
        return found;
    }

    private static int commitsIn(Path own) {
        try (InProcessWorker worker = new InProcessWorker(own);
                DatabaseDriver driver = worker.open()) {
            int count = 0;
            try (Rows rows = driver.query("SELECT v FROM t ORDER BY v")) {
                while (rows.next()) {
                    count++;
                    assertThat(rows.integer(0)).isEqualTo(count);
                }
            }
            assertThat(driver.queryValue("PRAGMA integrity_check")).contains("ok");
            driver.execute("INSERT INTO t VALUES (1000, 'goes on')");
            return count;
        } catch (DatabaseException e) {
            assertThat(e.code()).as(e.getMessage()).isEqualTo(DatabaseErrorCode.CORRUPT);
            return -1;
        }
    }

    private static Path log(Path database) {
        return database.resolveSibling(database.getFileName() + "-wal");
    }

    private static void overwrite(Path file, long at, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
        }
    }

    private static byte[] noise(int count, Random random) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void aLogThatWasCutHasTheCommitsBeforeTheCut() throws Exception {
        assertThat(
                        inEachRound((file, random) -> {
                            try (FileChannel channel =
                                    FileChannel.open(log(file), StandardOpenOption.WRITE)) {
                                channel.truncate(random.nextInt(log.length));
                            }
                        }))
                .allMatch(count -> count >= COPIED && count < COPIED + LOGGED);
    }

    @Test
    void aLogWithOneWrongBitHasTheCommitsBeforeIt() throws Exception {
        assertThat(
                        inEachRound((file, random) -> {
                            int at = random.nextInt(log.length);
                            byte wrong = (byte) (log[at] ^ 1 << random.nextInt(8));
                            overwrite(log(file), at, new byte[] {wrong});
                        }))
                .allMatch(count -> count >= COPIED && count < COPIED + LOGGED);
    }

    @Test
    void aLogThatEndsInNoiseHasTheCommitsBeforeIt() throws Exception {
        assertThat(
                        inEachRound((file, random) ->
                                overwrite(
                                        log(file),
                                        random.nextInt(log.length),
                                        noise(log.length, random))))
                .allMatch(count -> count >= COPIED && count < COPIED + LOGGED);
    }

    @Test
    void anIndexOfTheLogThatIsNoiseIsMadeAgain() throws Exception {
        assertThat(
                        inEachRound((file, random) ->
                                Files.write(
                                        file.resolveSibling(file.getFileName() + "-shm"),
                                        noise(index.length, random))))
                .containsOnly(COPIED + LOGGED);
    }

    @Test
    void aBeginningThatIsNoiseIsCalledDamagedAndLeftAlone() throws Exception {
        List<Integer> found =
                inEachRound((file, random) -> {
                    Files.delete(log(file));
                    overwrite(file, 0, noise(100, random));
                });
        assertThat(found).containsOnly(-1);
        for (Path own : List.of(folder.resolve("r0"), folder.resolve("r1"))) {
            assertThat(Files.size(own.resolve("test.db"))).isEqualTo(database.length);
        }
    }
}
