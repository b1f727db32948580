package dev.cairn.worker.queue;

import java.util.List;

/**
 * Carries out pieces of work that waited together.
 *
 * @param <U> a piece of work
 */
@FunctionalInterface
public interface GroupRunner<U> {

    /**
     * Carries out some of the pieces, from the first on, and notes the outcome of each in the
     * piece. It throws nothing.
     *
     * @return how many are finished, at least one; the others stay at the head of the queue
     */
    int run(List<U> group);
}
