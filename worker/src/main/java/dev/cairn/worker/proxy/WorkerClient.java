package dev.cairn.worker.proxy;

import dev.cairn.worker.queue.WriteWeight;

/**
 * What a client is to a worker.
 *
 * @param name what it is, for people
 * @param weight how urgent its writes are
 */
public record WorkerClient(String name, WriteWeight weight) {

    /** Returns a client for whose writes a person or an agent waits. */
    public static WorkerClient interactive(String name) {
        return new WorkerClient(name, WriteWeight.INTERACTIVE);
    }
}
