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
import java.util.function.IntConsumer;
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

    private static void run(WriteQueue<Integer> queue, int number) {
        queue.run(WriteTicket.forWork("s", () -> "w", number), MINUTE);
    }

    /** Starts threads of which each waits in the queue before the next begins. */
    private static List<Thread> startOneBehindTheOther(
            WriteQueue<?> queue, int count, IntConsumer task) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            threads.add(start(() -> task.accept(number)));
            awaitWaiting(queue, i + 1);
        }
        return threads;
    }

    private static Thread start(Runnable task) {
        return Thread.ofPlatform().start(task);
    }

    @Test
    void whatWaitsTogetherIsDoneTogetherAndInOrder() throws Exception {
        WriteQueue<Integer> queue = queue(100, 100);
        WriteTicket<Integer> holder = WriteTicket.toHold("a", () -> "b");
        queue.hold(holder, MINUTE);
        List<Thread> threads = startOneBehindTheOther(queue, 10, number -> run(queue, number));
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
    void aLockThatIsHeldByAThreadThatHasEndedIsSeen() throws Exception {
        WriteQueue<Integer> queue = queue(100, 100);
        assertThat(queue.deadHolderText()).isEmpty();
        Thread holder =
                start(() -> queue.hold(WriteTicket.toHold("the dead", () -> "a write"), MINUTE));
        holder.join();
        assertThat(queue.deadHolderText())
                .hasValueSatisfying(text ->
                        assertThat(text).startsWith("the dead for").endsWith("with a write"));
    }

    @Test
    void aFaultOfTheProgramIsToldToEveryoneInTheGroupAndTheNextGroupGoesOn() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        WriteQueue<Integer> queue =
                new WriteQueue<>(
                        100,
                        64,
                        NO_WAIT,
                        group -> {
                            if (calls.getAndIncrement() == 0) {
                                throw new AssertionError("a fault");
                            }
                            return group.size();
                        },
                        QueueObserver.NONE);
        WriteTicket<Integer> holder = WriteTicket.toHold("a", () -> "b");
        queue.hold(holder, MINUTE);
        List<DatabaseErrorCode> codes = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads =
                startOneBehindTheOther(
                        queue,
                        3,
                        number -> {
                            try {
                                run(queue, number);
                            } catch (DatabaseException e) {
                                codes.add(e.code());
                            }
                        });
        queue.release(holder);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(codes).hasSize(3).containsOnly(DatabaseErrorCode.INTERNAL);
        run(queue, 1);
        assertThat(queue.deadHolderText()).isEmpty();
    }

    @Test
    void whatAGroupDidNotFinishKeepsItsPlace() throws Exception {
        WriteQueue<Integer> queue = queue(100, 2);
        WriteTicket<Integer> holder = WriteTicket.toHold("a", () -> "b");
        queue.hold(holder, MINUTE);
        List<Thread> threads = startOneBehindTheOther(queue, 5, number -> run(queue, number));
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
                        error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.OVERLOADED))
                .hasMessageMatching(".*3 writes wait already.* the first of them for \\d+ ms;.*");
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

    /** A member that brings a number of pieces of work, one when it is looked for after another. */
    private static final class Client extends GroupMember<Integer> {

        private final int number;
        private final int pieces;
        private final boolean complains;
        private int brought;
        private final List<Thread> answeredBy = Collections.synchronizedList(new ArrayList<>());

        Client(int number, int pieces, boolean complains) {
            this.number = number;
            this.pieces = pieces;
            this.complains = complains;
        }

        void serveAll(WriteQueue<Integer> queue) {
            while (brought < pieces) {
                queue.serve(this, nextTicket(), MINUTE);
            }
        }

        private WriteTicket<Integer> nextTicket() {
            return WriteTicket.forMember("c", () -> "w", number * 1_000 + brought++, this);
        }

        @Override
        protected boolean answer() {
            answeredBy.add(Thread.currentThread());
            return !complains;
        }

        @Override
        protected Next next() {
            if (brought == pieces) {
                return Next.LEAVES;
            }
            bring(nextTicket());
            return Next.WORK;
        }
    }

    private List<Client> serveTogether(WriteQueue<Integer> queue, int pieces, boolean complains)
            throws InterruptedException {
        WriteTicket<Integer> holder = WriteTicket.toHold("a", () -> "b");
        queue.hold(holder, MINUTE);
        List<Client> clients = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Client client = new Client(i, pieces, complains);
            clients.add(client);
            threads.add(start(() -> client.serveAll(queue)));
            awaitWaiting(queue, i + 1);
        }
        queue.release(holder);
        for (Thread thread : threads) {
            thread.join();
        }
        return clients;
    }

    private WriteQueue<Integer> slowQueue() {
        return new WriteQueue<>(
                100,
                64,
                MINUTE,
                group -> {
                    groups.add(List.copyOf(group));
                    sleep(20);
                    return group.size();
                },
                QueueObserver.NONE);
    }

    @Test
    void thoseWhoComeBackAreServedTogetherByTheSameThread() throws Exception {
        List<Client> clients = serveTogether(slowQueue(), 3, false);

        assertThat(groups)
                .containsExactly(
                        List.of(0, 1_000, 2_000),
                        List.of(1, 1_001, 2_001),
                        List.of(2, 1_002, 2_002));
        assertThat(clients)
                .flatExtracting(client -> client.answeredBy)
                .hasSize(9)
                .extracting(Thread::getName)
                .containsOnly("write-groups");
    }

    @Test
    void whoCannotBeAnsweredGetsItsThreadBack() throws Exception {
        List<Client> clients = serveTogether(slowQueue(), 2, true);

        assertThat(clients).allSatisfy(client -> assertThat(client.answeredBy).hasSize(2));
        assertThat(groups.stream().flatMap(List::stream))
                .containsExactlyInAnyOrder(0, 1, 1_000, 1_001, 2_000, 2_001);
    }

    @Test
    void aMemberWhoseTimeIsOverIsToldSo() {
        WriteQueue<Integer> queue = queue(100, 100);
        queue.hold(WriteTicket.toHold("session 7", () -> "DELETE FROM t"), MINUTE);
        Client client = new Client(1, 1, false);

        assertThatThrownBy(() -> queue.serve(client, client.nextTicket(), 20_000_000))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("held by session 7");
        assertThat(client.answeredBy).isEmpty();
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void aFaultOfTheProgramIsToldToThoseWhoWait() throws Exception {
        WriteQueue<Integer> queue =
                new WriteQueue<>(
                        100,
                        64,
                        NO_WAIT,
                        _ -> {
                            throw new IllegalStateException("a fault");
                        },
                        QueueObserver.NONE);
        WriteTicket<Integer> holder = WriteTicket.toHold("a", () -> "b");
        queue.hold(holder, MINUTE);
        AtomicInteger told = new AtomicInteger();
        Thread writer =
                start(() -> {
                    try {
                        queue.run(WriteTicket.forWork("s", () -> "", 1), MINUTE);
                    } catch (DatabaseException e) {
                        told.incrementAndGet();
                    }
                });
        awaitWaiting(queue, 1);
        queue.release(holder);
        writer.join();

        assertThat(told).hasValue(1);
        WriteTicket<Integer> next = WriteTicket.toHold("a", () -> "b");
        queue.hold(next, MINUTE);
        queue.release(next);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
