package dev.cairn.server.command.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.process.ServerRecord;
import dev.cairn.server.process.ServerRecord.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkerTableTest {

    private static WorkerRow serverRow(Phase phase, long readyAtMillis) {
        ServerRecord record =
                new ServerRecord(
                        phase,
                        ProcessHandle.current().pid(),
                        0,
                        readyAtMillis,
                        "config.json",
                        List.of("/project"),
                        "",
                        List.of(),
                        List.of());
        return WorkerTable.of(record).rows().getFirst();
    }

    @Test
    void aServerThatIsNotReadyHasNoUptime() {
        assertThat(serverRow(Phase.STARTING, 0).uptimeMillis()).contains(0L);
    }

    @Test
    void theUptimeBeginsWhenTheServerIsReady() {
        long minuteAgo = System.currentTimeMillis() - 60_000;

        assertThat(serverRow(Phase.READY, minuteAgo).uptimeMillis().orElseThrow())
                .isBetween(60_000L, 90_000L);
    }
}
