package dev.cairn.worker.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait in a {@link WriteQueue}, by weight. The first of the heaviest class is the next,
 * unless the first of a lighter one has waited for so long that it goes before all: no stream of
 * heavier writes keeps it out for ever. The queue's lock guards it.
 *
 * @param <U> a piece of work
 */
final class WaitingTickets<U> {

    private final long patienceNanos;
    private final Map<WriteWeight, ArrayDeque<WriteTicket<U>>> classes =
            new EnumMap<>(WriteWeight.class);

    /**
     * Makes an empty one.
     *
     * @param patienceNanos how long a lighter class waits behind heavier ones at most
     */
    WaitingTickets(long patienceNanos) {
        this.patienceNanos = patienceNanos;
        for (WriteWeight weight : WriteWeight.values()) {
            classes.put(weight, new ArrayDeque<>());
        }
    }

    private ArrayDeque<WriteTicket<U>> classOf(WriteTicket<U> ticket) {
        return Objects.requireNonNull(classes.get(ticket.weight()));
    }

    void add(WriteTicket<U> ticket) {
        classOf(ticket).add(ticket);
    }

    void putBack(WriteTicket<U> ticket) {
        classOf(ticket).addFirst(ticket);
    }

    boolean remove(WriteTicket<U> ticket) {
        return classOf(ticket).remove(ticket);
    }

    /** Returns the next; null if none waits. */
    @Nullable WriteTicket<U> peekFirst() {
        WriteTicket<U> next = null;
        long now = 0;
        for (ArrayDeque<WriteTicket<U>> one : classes.values()) {
            WriteTicket<U> first = one.peekFirst();
            if (first == null) {
                continue;
            }
            if (next == null) {
                next = first;
                now = System.nanoTime();
            } else if (now - first.enteredAt > patienceNanos
                    && first.enteredAt - next.enteredAt < 0) {
                next = first;
            }
        }
        return next;
    }

    /** Takes the next; null if none waits. */
    @Nullable WriteTicket<U> pollFirst() {
        WriteTicket<U> first = peekFirst();
        if (first != null) {
            classOf(first).removeFirst();
        }
        return first;
    }

    boolean isEmpty() {
        return classes.values().stream().allMatch(ArrayDeque::isEmpty);
    }

    int size() {
        return classes.values().stream().mapToInt(ArrayDeque::size).sum();
    }

    List<WriteTicket<U>> all() {
        List<WriteTicket<U>> all = new ArrayList<>();
        classes.values().forEach(all::addAll);
        return all;
    }
}
