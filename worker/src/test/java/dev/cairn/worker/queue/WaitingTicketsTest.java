package dev.cairn.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WaitingTicketsTest {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final WaitingTickets<String> waiting = new WaitingTickets<>(PATIENCE);

    private void add(WriteWeight weight, String work, long waitedNanos) {
        WriteTicket<String> ticket = WriteTicket.forWork("s", () -> "", work).weighing(weight);
        ticket.enteredAt = System.nanoTime() - waitedNanos;
        waiting.add(ticket);
    }

    private List<String> all() {
        List<String> all = new ArrayList<>();
        for (WriteTicket<String> next = waiting.pollFirst();
                next != null;
                next = waiting.pollFirst()) {
            all.add(next.work());
        }
        return all;
    }

    @Test
    void interactiveWritesGoBeforeTheIndexerAndThatBeforeVectors() {
        add(WriteWeight.VECTORS, "v1", 3);
        add(WriteWeight.INDEXER, "i1", 2);
        add(WriteWeight.INTERACTIVE, "p1", 1);
        add(WriteWeight.INDEXER, "i2", 0);
        add(WriteWeight.INTERACTIVE, "p2", 0);
        assertThat(waiting.size()).isEqualTo(5);
        assertThat(all()).containsExactly("p1", "p2", "i1", "i2", "v1");
        assertThat(waiting.isEmpty()).isTrue();
    }

    @Test
    void aLighterWriteThatWaitedLongGoesFirst() {
        add(WriteWeight.VECTORS, "v1", 3 * PATIENCE);
        add(WriteWeight.INDEXER, "i1", 2 * PATIENCE);
        add(WriteWeight.INTERACTIVE, "p1", PATIENCE / 2);
        assertThat(all()).containsExactly("v1", "i1", "p1");
    }

    @Test
    void anInteractiveWriteThatWaitedEvenLongerStaysFirst() {
        add(WriteWeight.INTERACTIVE, "p1", 5 * PATIENCE);
        add(WriteWeight.INDEXER, "i1", 2 * PATIENCE);
        assertThat(all()).containsExactly("p1", "i1");
    }

    @Test
    void whatIsPutBackIsTheFirstOfItsClassAgain() {
        add(WriteWeight.INDEXER, "i1", 1);
        add(WriteWeight.INDEXER, "i2", 0);
        WriteTicket<String> first = Objects.requireNonNull(waiting.pollFirst());
        waiting.putBack(first);
        assertThat(all()).containsExactly("i1", "i2");
    }
}
