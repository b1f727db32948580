package dev.cairn.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WriteQueueTest {

    private static final long NO_WAIT = 0;
    private static final long GROUP_WAIT = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());

    private WriteQueue<Integer> queue(int bound, int mostAtOnce) {
        return new WriteQueue<>(
                bound,
                64,
                NO_WAIT,
                group -> {
                    List<Integer> done =
                            List.copyOf(group.subList(0, Math.min(group.size(), mostAtOnce)));
                    groups.add(done);
                    return done.size();
                },
                QueueObserver.NONE);
    }

    private static void awaitWaiting(WriteQueue<?> queue, int count) throws InterruptedException {
        while (queue.waiting() < count) {
            Thread.sleep(1);
        }
    }

    private static Thread start(Runnable task) {
        return Thread.ofPlatform().start(task);
    }

    @Test
    void whatWaitsTogetherIsDoneTogetherAndInOrder() throws Exception {
        WriteQueue<Integer> queue = queue(100, 100);
        WriteTicket<Integer> holder = WriteTicket.toHold("a", () -> "b");
        queue.hold(holder, MINUTE);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            threads.add(
                    start(() ->
                            queue.run(
                                    WriteTicket.forWork("s" + number, () -> "w", number), MINUTE)));
            awaitWaiting(queue, i + 1);
        }
        queue.release(holder);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(groups).containsExactly(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    }

    @Test
    void nobodyOvertakesAHolderThatWaits() throws Exception {
        WriteQueue<Integer> queue = queue(100, 100);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        WriteTicket<Integer> first = WriteTicket.toHold("first", () -> "");
        queue.hold(first, MINUTE);
        Thread unit = start(() -> queue.run(WriteTicket.forWork("u", () -> "", 1), MINUTE));
        awaitWaiting(queue, 1);
        Thread holder =
                start(() -> {
                    WriteTicket<Integer> ticket = WriteTicket.toHold("h", () -> "");
                    queue.hold(ticket, MINUTE);
                    order.add("holder after " + groups.size());
                    queue.release(ticket);
                });
        awaitWaiting(queue, 2);
        Thread last = start(() -> queue.run(WriteTicket.forWork("v", () -> "", 2), MINUTE));
        awaitWaiting(queue, 3);
        queue.release(first);
        unit.join();
        holder.join();
        last.join();
        assertThat(groups).containsExactly(List.of(1), List.of(2));
        assertThat(order).containsExactly("holder after 1");
    }

    @Test
    void whatAGroupDidNotFinishKeepsItsPlace() throws Exception {
        WriteQueue<Integer> queue = queue(100, 2);
        WriteTicket<Integer> holder = WriteTicket.toHold("a", () -> "b");
        queue.hold(holder, MINUTE);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            threads.add(
                    start(() -> queue.run(WriteTicket.forWork("s", () -> "w", number), MINUTE)));
            awaitWaiting(queue, i + 1);
        }
        queue.release(holder);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(groups).containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
    }

    @Test
    void aWaitThatIsOverNamesTheHolder() {
        WriteQueue<Integer> queue = queue(100, 100);
        queue.hold(WriteTicket.toHold("session 7 (indexer)", () -> "DELETE FROM t"), MINUTE);
        assertThatThrownBy(() -> queue.run(WriteTicket.forWork("s", () -> "", 1), 20_000_000))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.BUSY))
                .hasMessageMatching(
                        ".*held by session 7 \\(indexer\\) for \\d+ ms with DELETE FROM t");
        assertThat(groups).isEmpty();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void moreThanTheBoundAreTurnedAwayAtOnce() throws Exception {
        WriteQueue<Integer> queue = queue(3, 100);
        WriteTicket<Integer> holder = WriteTicket.toHold("a", () -> "b");
        queue.hold(holder, MINUTE);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            threads.add(start(() -> queue.run(WriteTicket.forWork("s", () -> "", 1), MINUTE)));
        }
        awaitWaiting(queue, 3);
        assertThatThrownBy(() -> queue.run(WriteTicket.forWork("s", () -> "", 9), MINUTE))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.OVERLOADED));
        queue.release(holder);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(3);
    }

    @Test
    void aClosedQueueTellsThoseThatWaitAndThoseThatCome() throws Exception {
        WriteQueue<Integer> queue = queue(10, 10);
        queue.hold(WriteTicket.toHold("a", () -> "b"), MINUTE);
        AtomicInteger refused = new AtomicInteger();
        Runnable attempt =
                () -> {
                    try {
                        queue.run(WriteTicket.forWork("s", () -> "", 1), MINUTE);
                    } catch (DatabaseException e) {
                        refused.incrementAndGet();
                    }
                };
        Thread waiting = start(attempt);
        awaitWaiting(queue, 1);
        queue.close("stopping");
        waiting.join();
        attempt.run();
        assertThat(refused).hasValue(2);
    }

    @Test
    void underLoadEverythingIsDoneOnceAndHoldersAreAlone() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        WriteQueue<Integer> queue =
                new WriteQueue<>(
                        1_000,
                        16,
                        GROUP_WAIT,
                        group -> {
                            overlaps.addAndGet(inside.getAndIncrement());
                            done.addAndGet(group.size());
                            inside.decrementAndGet();
                            return group.size();
                        },
                        QueueObserver.NONE);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Random random = new Random(t);
            threads.add(
                    start(() -> {
                        for (int i = 0; i < 5_000; i++) {
                            if (random.nextInt(5) > 0) {
                                queue.run(WriteTicket.forWork("s", () -> "", i), MINUTE);
                            } else {
                                WriteTicket<Integer> ticket = WriteTicket.toHold("h", () -> "");
                                queue.hold(ticket, MINUTE);
                                overlaps.addAndGet(inside.getAndIncrement());
                                done.incrementAndGet();
                                inside.decrementAndGet();
                                queue.release(ticket);
                            }
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(done).hasValue(40_000);
        assertThat(overlaps).hasValue(0);
        assertThat(queue.holderText()).isEmpty();
    }

    /** A wake-up that is lost would leave its thread asleep for longer than this test may take. */
    @Test
    void nobodyIsForgottenWhenAGroupIsToldThatItIsDone() throws Exception {
        AtomicInteger done = new AtomicInteger();
        WriteQueue<Integer> queue =
                new WriteQueue<>(
                        1_000,
                        64,
                        GROUP_WAIT,
                        group -> {
                            done.addAndGet(group.size());
                            return group.size();
                        },
                        QueueObserver.NONE);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 32; t++) {
            threads.add(
                    start(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            queue.run(WriteTicket.forWork("s", () -> "", i), 10 * MINUTE);
                        }
                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(done).hasValue(32_000);
    }

    /** Groups of two that take long make the first of the next wait, here for as long as needed. */
    @Test
    void theFirstOfAGroupWaitsForTheOthers() throws Exception {
        WriteQueue<Integer> queue =
                new WriteQueue<>(
                        100,
                        64,
                        MINUTE,
                        group -> {
                            groups.add(List.copyOf(group));
                            sleep(group.size() > 1 && groups.size() == 1 ? 2_000 : 0);
                            return group.size();
                        },
                        QueueObserver.NONE);
        WriteTicket<Integer> holder = WriteTicket.toHold("a", () -> "b");
        queue.hold(holder, MINUTE);
        Thread one = start(() -> queue.run(WriteTicket.forWork("s", () -> "", 1), MINUTE));
        awaitWaiting(queue, 1);
        Thread two = start(() -> queue.run(WriteTicket.forWork("s", () -> "", 2), MINUTE));
        awaitWaiting(queue, 2);
        queue.release(holder);
        one.join();
        two.join();

        Thread three = start(() -> queue.run(WriteTicket.forWork("s", () -> "", 3), MINUTE));
        while (queue.holderText().isEmpty()) {
            Thread.onSpinWait();
        }
        Thread four = start(() -> queue.run(WriteTicket.forWork("s", () -> "", 4), MINUTE));
        three.join();
        four.join();

        assertThat(groups).containsExactly(List.of(1, 2), List.of(3, 4));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
