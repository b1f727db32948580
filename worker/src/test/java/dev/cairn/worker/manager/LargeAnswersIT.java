package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many clients that ask for the longest rows at once do not end the worker for the others. */
@Timeout(300)
final class LargeAnswersIT {

    private static final int CLIENTS = 12;
    private static final int ROUNDS = Rounds.of(1, 3, 100);
    private static final String LONG_ROW =
            "SELECT randomblob(15000000), hex(randomblob(7000000)), randomblob(15000000)";

    @TempDir private Path folder;

    @Test
    void theWorkerSurvivesAndServesTheOthers() throws Exception {
        Set<DatabaseErrorCode> refusals =
                Collections.synchronizedSet(EnumSet.noneOf(DatabaseErrorCode.class));
        try (WorkerFixture worker = new WorkerFixture(folder);
                DatabaseDriver other = worker.open()) {
            long process = worker.process().pid();
            other.execute("CREATE TABLE t(id INTEGER PRIMARY KEY)");
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(Thread.ofPlatform().start(() -> ask(worker, refusals)));
            }
            long written = 0;
            while (clients.stream().anyMatch(Thread::isAlive)) {
                try {
                    other.execute("INSERT INTO t DEFAULT VALUES");
                    written++;
                } catch (DatabaseException e) {
                    assertThat(e.code()).isEqualTo(DatabaseErrorCode.TOO_LARGE);
                }
                Thread.sleep(Duration.ofMillis(20));
            }
            assertThat(written).isPositive();
            assertThat(other.queryValue("SELECT count(*) FROM t")).contains(written);
            assertThat(worker.process().pid()).isEqualTo(process);
            assertThat(refusals)
                    .isSubsetOf(DatabaseErrorCode.TOO_LARGE, DatabaseErrorCode.OVERLOADED);
        }
    }

    private static void ask(WorkerFixture worker, Set<DatabaseErrorCode> refusals) {
        try (DatabaseDriver driver = worker.open()) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Rows rows = driver.query(LONG_ROW)) {
                    assertThat(rows.next()).isTrue();
                } catch (DatabaseException e) {
                    refusals.add(e.code());
                }
            }
        }
    }
}
