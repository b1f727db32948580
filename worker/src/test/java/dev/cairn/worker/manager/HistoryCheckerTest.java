package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A checker that finds nothing must be able to find something. */
final class HistoryCheckerTest {

    private static RecordedTransaction committed() {
        RecordedTransaction transaction = new RecordedTransaction();
        transaction.commit();
        return transaction;
    }

    private static List<String> check(
            Map<Integer, List<Long>> last, RecordedTransaction... history) {
        return new HistoryChecker(List.of(history), last).violations();
    }

    @Test
    void aSerialHistoryIsAccepted() {
        RecordedTransaction first = committed();
        first.append(0, 1);
        RecordedTransaction second = committed();
        second.read(0, List.of(1L));
        second.append(0, 2);
        second.read(0, List.of(1L, 2L));
        assertThat(check(Map.of(0, List.of(1L, 2L)), first, second)).isEmpty();
    }

    @Test
    void aLostUpdateIsFound() {
        RecordedTransaction first = committed();
        first.append(0, 1);
        assertThat(check(Map.of(0, List.of()), first)).singleElement().asString().contains("lost");
    }

    @Test
    void aDirtyReadIsFound() {
        RecordedTransaction undone = new RecordedTransaction();
        undone.append(0, 1);
        RecordedTransaction reader = committed();
        reader.read(0, List.of(1L));
        assertThat(check(Map.of(0, List.of()), undone, reader))
                .singleElement()
                .asString()
                .contains("dirty");
    }

    @Test
    void writeSkewIsFound() {
        RecordedTransaction first = committed();
        first.read(0, List.of());
        first.append(1, 1);
        RecordedTransaction second = committed();
        second.read(1, List.of());
        second.append(0, 2);
        assertThat(check(Map.of(0, List.of(2L), 1, List.of(1L)), first, second))
                .singleElement()
                .asString()
                .contains("no serial order");
    }

    @Test
    void anUpdateFromAnOldSnapshotIsFound() {
        RecordedTransaction first = committed();
        first.read(0, List.of());
        first.append(0, 1);
        RecordedTransaction second = committed();
        second.read(0, List.of());
        second.append(0, 2);
        assertThat(check(Map.of(0, List.of(1L, 2L)), first, second))
                .singleElement()
                .asString()
                .contains("no serial order");
    }
}
