package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Writers that insert numbers into the table t(v), each once, and what they were told: to be
 * compared with what is there in the end.
 */
final class AcknowledgedWrites {

    static final String TABLE = "CREATE TABLE t(v)";

    private static final String INSERT = "INSERT INTO t(v) VALUES (?)";

    /** So many rows come in several messages, and go into several statements. */
    private static final int BATCH = 500;

    private static final int ROWS_AT_FULL_SPEED = 100_000;
    private static final long REST_NANOS = 2_000_000;

    private final Set<DatabaseErrorCode> expected;
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Long> inDoubt = ConcurrentHashMap.newKeySet();
    private final Set<Throwable> unexpected = ConcurrentHashMap.newKeySet();
    private final Map<DatabaseErrorCode, AtomicInteger> errors = new ConcurrentHashMap<>();
    private final Set<Long> batches = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastValue = new AtomicLong();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final List<Thread> writers = new ArrayList<>();

    /**
     * Begins with nothing.
     *
     * @param expected the errors that writes may end with; the write was not done then, but for
     *     IN_DOUBT
     */
    AcknowledgedWrites(Set<DatabaseErrorCode> expected) {
        this.expected = expected;
    }

    /**
     * Starts a writer, some of whose writes are transactions or batches.
     *
     * @param keyed whether its commits carry keys, so that it is never in doubt
     */
    void startWriter(Supplier<SqliteDriverProxy> opener, boolean keyed, Random random) {
        writers.add(
                Thread.ofPlatform()
                        .start(() -> {
                            try (SqliteDriverProxy driver = opener.get()) {
                                while (!stop.get()) {
                                    write(driver, keyed, random.nextInt(16));
                                    rest();
                                }
                            } catch (RuntimeException e) {
                                unexpected.add(e);
                            }
                        }));
    }

    /**
     * After so many rows the writers slow down: on a busy machine they would otherwise write
     * millions while the test waits for a process, and each row is looked at again and again.
     */
    private void rest() {
        if (acknowledged.size() > ROWS_AT_FULL_SPEED) {
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    private void write(SqliteDriverProxy driver, boolean keyed, int kind) {
        long count = kind == 0 ? BATCH : 1;
        long last = lastValue.addAndGet(count);
        List<Long> values = LongStream.rangeClosed(last - count + 1, last).boxed().toList();
        try {
            if (kind == 0) {
                batches.add(values.getFirst());
                driver.executeBatch(INSERT, values.stream().map(List::of).toList());
            } else if (kind < 5) {
                driver.begin(TransactionMode.WRITE);
                driver.execute(INSERT, last);
                driver.commit();
            } else {
                driver.execute(INSERT, last);
            }
            acknowledged.addAll(values);
        } catch (DatabaseException e) {
            note(e, values, keyed);
            driver.rollback();
        }
    }

    private void note(DatabaseException error, List<Long> values, boolean keyed) {
        errors.computeIfAbsent(error.code(), _ -> new AtomicInteger()).incrementAndGet();
        if (error.code() == DatabaseErrorCode.IN_DOUBT) {
            inDoubt.addAll(values);
        }
        if (!expected.contains(error.code())
                || (keyed && error.code() == DatabaseErrorCode.IN_DOUBT)) {
            unexpected.add(error);
        }
    }

    /** Returns how many rows were acknowledged until now. */
    int acknowledged() {
        return acknowledged.size();
    }

    /** Returns how often writes ended with an error, by its code. */
    Map<DatabaseErrorCode, AtomicInteger> errors() {
        return errors;
    }

    /** Waits until some more are acknowledged. */
    void awaitMore(int count) throws InterruptedException {
        int before = acknowledged.size();
        while (acknowledged.size() < before + count && unexpected.isEmpty()) {
            Thread.sleep(1);
        }
    }

    /** Lets the writers end. */
    void stop() throws InterruptedException {
        stop.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
        writers.clear();
        stop.set(false);
    }

    /**
     * Compares what is there with what the writers were told.
     *
     * @return what was counted, for people
     */
    String verify(DatabaseDriver control) {
        List<Long> present = new ArrayList<>();
        try (Rows rows = control.query("SELECT v FROM t")) {
            while (rows.next()) {
                present.add(rows.integer(0));
            }
        }
        Set<Long> distinct = new HashSet<>(present);
        assertThat(unexpected).isEmpty();
        assertThat(present).as("done once").hasSameSizeAs(distinct);
        Set<Long> lost = new HashSet<>(acknowledged);
        lost.removeAll(distinct);
        assertThat(lost).as("acknowledged and lost").isEmpty();
        Set<Long> unexplained = new HashSet<>(distinct);
        unexplained.removeAll(acknowledged);
        int committedInDoubt = unexplained.size();
        unexplained.removeAll(inDoubt);
        assertThat(unexplained).as("present, but reported as not done").isEmpty();
        for (long first : batches) {
            assertThat(LongStream.range(first, first + BATCH).filter(distinct::contains).count())
                    .as("the rows of a batch")
                    .isIn(0L, (long) BATCH);
        }
        assertThat(control.queryValue("PRAGMA integrity_check")).contains("ok");
        return "%d rows acknowledged, 0 lost, %d in doubt of which %d were committed"
                .formatted(acknowledged.size(), inDoubt.size(), committedInDoubt);
    }
}
