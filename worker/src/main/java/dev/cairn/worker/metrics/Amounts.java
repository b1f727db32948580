package dev.cairn.worker.metrics;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** How often something happened, how much it was in all, and how much at most. */
public final class Amounts {

    private final LongAdder count = new LongAdder();
    private final LongAdder total = new LongAdder();
    private final LongAccumulator most = new LongAccumulator(Math::max, 0);

    /** Adds one occurrence. */
    public void add(long amount) {
        count.increment();
        total.add(amount);
        most.accumulate(amount);
    }

    /** Returns how often it happened. */
    public long count() {
        return count.sum();
    }

    /** Returns how much it was in all. */
    public long total() {
        return total.sum();
    }

    /** Returns how much it was at most. */
    public long most() {
        return most.get();
    }
}
