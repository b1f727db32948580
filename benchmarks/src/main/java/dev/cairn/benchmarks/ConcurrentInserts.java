package dev.cairn.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * Clients that insert one row after the other, each commit by itself, for a while.
 *
 * @param commitsPerSecond of all clients
 * @param longestMillis the longest that one insert took
 * @param fastestToSlowest the commits of the fastest client divided by those of the slowest
 */
record ConcurrentInserts(double commitsPerSecond, double longestMillis, double fastestToSlowest) {

    private static final int CLIENTS = 8;

    /**
     * Measures.
     *
     * @param open opens what one client works with; it is closed in the end
     * @param inserter makes what one client does for one insert
     */
    static <C extends AutoCloseable> ConcurrentInserts run(
            int seconds, Callable<C> open, Function<C, Runnable> inserter) {
        List<C> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(open.call());
            }
            return run(seconds, clients.stream().map(inserter).toList());
        } catch (Exception e) {
            throw new IllegalStateException("the clients could not be measured", e);
        } finally {
            clients.forEach(ConcurrentInserts::close);
        }
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("a client could not be closed", e);
        }
    }

    /**
     * Returns the one with the median of commits, but the longest wait and the least fairness of
     * all.
     */
    static ConcurrentInserts median(List<ConcurrentInserts> runs) {
        double longest = 0;
        double unfairest = 0;
        for (ConcurrentInserts run : runs) {
            longest = Math.max(longest, run.longestMillis);
            unfairest = Math.max(unfairest, run.fastestToSlowest);
        }
        double commits =
                runs.stream()
                        .map(ConcurrentInserts::commitsPerSecond)
                        .sorted()
                        .toList()
                        .get(runs.size() / 2);
        return new ConcurrentInserts(commits, longest, unfairest);
    }

    private static ConcurrentInserts run(int seconds, List<Runnable> inserts)
            throws InterruptedException {
        long[] commits = new long[CLIENTS];
        long[] longest = new long[CLIENTS];
        CountDownLatch ready = new CountDownLatch(CLIENTS);
        long nanos = seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int number = i;
            Runnable insert = inserts.get(i);
            threads.add(
                    Thread.ofPlatform()
                            .start(() ->
                                    insertAll(ready, nanos, insert, number, commits, longest)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long all = 0;
        long most = 0;
        long fewest = Long.MAX_VALUE;
        long wait = 0;
        for (int i = 0; i < CLIENTS; i++) {
            all += commits[i];
            most = Math.max(most, commits[i]);
            fewest = Math.min(fewest, commits[i]);
            wait = Math.max(wait, longest[i]);
        }
        return new ConcurrentInserts(
                (double) all / seconds, wait / 1e6, (double) most / Math.max(1, fewest));
    }

    private static void insertAll(
            CountDownLatch ready,
            long nanos,
            Runnable insert,
            int number,
            long[] commits,
            long[] longest) {
        for (int i = 0; i < 200; i++) {
            insert.run();
        }
        ready.countDown();
        try {
            ready.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        long end = System.nanoTime() + nanos;
        for (long now = System.nanoTime(); now < end; ) {
            insert.run();
            long done = System.nanoTime();
            longest[number] = Math.max(longest[number], done - now);
            commits[number]++;
            now = done;
        }
    }

    @Override
    public String toString() {
        return "%,.0f commits/s, longest %.1f ms, fastest to slowest %.2f"
                .formatted(commitsPerSecond, longestMillis, fastestToSlowest);
    }
}
