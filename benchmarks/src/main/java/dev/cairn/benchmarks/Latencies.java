package dev.cairn.benchmarks;

import java.util.Arrays;

/** How long many runs of the same thing took, in nanoseconds. */
public final class Latencies {

    private final long[] nanos;

    private Latencies(long[] nanos) {
        this.nanos = nanos;
        Arrays.sort(nanos);
    }

    /** Runs something so often to warm up, then so often to measure. */
    public static Latencies of(int warmUp, int runs, Runnable task) {
        for (int i = 0; i < warmUp; i++) {
            task.run();
        }
        long[] nanos = new long[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            task.run();
            nanos[i] = System.nanoTime() - start;
        }
        return new Latencies(nanos);
    }

    /** Returns the time that half of the runs were faster than, in microseconds. */
    public double medianMicros() {
        return nanos[nanos.length / 2] / 1_000.0;
    }
}
