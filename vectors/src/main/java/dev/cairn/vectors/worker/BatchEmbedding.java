package dev.cairn.vectors.worker;

import dev.cairn.vectors.model.EmbeddingModel;
import dev.cairn.vectors.model.ModelException;
import dev.cairn.vectors.nearest.TextHash;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Embeds the texts of a batch, each thread one text at a time. */
final class BatchEmbedding implements AutoCloseable {

    /** What is lost when the worker is killed, or how long a new change waits beside searches. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final EmbeddingModel model;
    private final Pause pause;
    private final EmbeddingSpeed speed;
    private final int threads;
    private final ExecutorService pool;

    /** Makes the threads. */
    BatchEmbedding(EmbeddingModel model, Pause pause, EmbeddingSpeed speed, int threads) {
        this.model = model;
        this.pause = pause;
        this.speed = speed;
        this.threads = Math.min(threads, Runtime.getRuntime().availableProcessors());
        this.pool =
                Executors.newFixedThreadPool(
                        this.threads, Thread.ofPlatform().daemon().name("embedding-", 1).factory());
    }

    /**
     * What became of a batch.
     *
     * @param vectors the vectors that were made
     * @param failures the texts that the model failed on
     * @param left the texts that there was no time for
     */
    record Result(
            Map<TextHash, byte[]> vectors,
            Map<TextHash, ModelException> failures,
            Set<TextHash> left) {}

    /**
     * Embeds texts, one for each thread at least. After a failure, or after two seconds, no further
     * one is begun.
     *
     * @throws InterruptedException if it was stopped; what was made is lost
     */
    Result embed(Map<TextHash, String> texts) throws InterruptedException {
        Queue<Map.Entry<TextHash, String>> queue = new ConcurrentLinkedQueue<>(texts.entrySet());
        Result result =
                new Result(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new HashSet<>());
        long end = System.nanoTime() + LONGEST_NANOS;
        Callable<Boolean> work = () -> embedAll(queue, end, result);
        for (Future<Boolean> thread : pool.invokeAll(Collections.nCopies(threads, work))) {
            require(thread);
        }
        queue.forEach(one -> result.left().add(one.getKey()));
        return result;
    }

    /** A thread ends early only by a fault of this program. */
    private static void require(Future<Boolean> thread) throws InterruptedException {
        try {
            thread.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a text could not be embedded", e.getCause());
        }
    }

    private boolean embedAll(Queue<Map.Entry<TextHash, String>> queue, long end, Result result)
            throws InterruptedException {
        for (var next = queue.poll(); next != null; next = nextBefore(end, queue)) {
            pause.awaitQuiet();
            long start = System.nanoTime();
            try {
                result.vectors().put(next.getKey(), model.passage(next.getValue()).bytes());
                speed.add((System.nanoTime() - start) / threads);
            } catch (ModelException e) {
                result.failures().put(next.getKey(), e);
                queue.clear();
            }
        }
        return true;
    }

    private static Map.@Nullable Entry<TextHash, String> nextBefore(
            long end, Queue<Map.Entry<TextHash, String>> queue) {
        return System.nanoTime() - end < 0 ? queue.poll() : null;
    }

    /** Waits for the texts that are being embedded: the model is closed next. */
    @Override
    public void close() {
        pool.shutdownNow();
        Threads.awaitEnd(pool);
    }
}
