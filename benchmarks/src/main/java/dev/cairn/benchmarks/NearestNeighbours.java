package dev.cairn.benchmarks;

import dev.cairn.vectors.model.Embedding;
import dev.cairn.vectors.nearest.VectorIndex;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many of the ten nearest vectors are found and how long that takes, beside comparing all of
 * them, with generated vectors: clusters in a narrow cone. The arguments are numbers of vectors.
 */
public final class NearestNeighbours {

    private static final int DIMENSIONS = 384;
    private static final int CLUSTER_SIZE = 100;
    private static final int QUESTIONS = 100;
    private static final int LIMIT = 10;

    private NearestNeighbours() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) {
        Output.print("| vectors | recall@10 | mean | worst | all compared | memory |");
        Output.print("|---|---|---|---|---|---|");
        for (String argument : arguments) {
            measure(Integer.parseInt(argument));
        }
    }

    private static Embedding vector(Random random, int size) {
        Random cluster = new Random(random.nextInt(Math.max(1, size / CLUSTER_SIZE)));
        float[] numbers = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            double common = (i % 7 - 3) * 0.4;
            numbers[i] =
                    (float) (common + cluster.nextGaussian() * 0.6 + random.nextGaussian() * 0.7);
        }
        return Embedding.of(numbers);
    }

    private static void measure(int size) {
        System.gc();
        long before = used();
        VectorIndex index = new VectorIndex(DIMENSIONS);
        Random random = new Random(7);
        for (int i = 0; i < size; i++) {
            index.add(vector(random, size).bytes());
        }
        System.gc();
        double memory = (used() - before) / 1e6;
        Random asking = new Random(8);
        long[] nanos = new long[QUESTIONS];
        long exactNanos = 0;
        int found = 0;
        index.nearest(vector(asking, size), LIMIT, null);
        for (int i = 0; i < QUESTIONS; i++) {
            Embedding question = vector(asking, size);
            long start = System.nanoTime();
            Set<Integer> near = numbers(index, question, LIMIT);
            nanos[i] = System.nanoTime() - start;
            start = System.nanoTime();
            // With so many candidates every vector is compared by its bytes.
            Set<Integer> exact = exact(index, question, size);
            exactNanos += System.nanoTime() - start;
            exact.retainAll(near);
            found += exact.size();
        }
        Output.print(
                "| %,d | %.3f | %.1f ms | %.1f ms | %.0f ms | %.0f MB |"
                        .formatted(
                                size,
                                (double) found / QUESTIONS / LIMIT,
                                Arrays.stream(nanos).average().orElse(0) / 1e6,
                                Arrays.stream(nanos).max().orElse(0) / 1e6,
                                exactNanos / 1e6 / QUESTIONS,
                                memory));
    }

    private static Set<Integer> numbers(VectorIndex index, Embedding question, int limit) {
        return index.nearest(question, limit, null).stream()
                .map(VectorIndex.Neighbour::number)
                .collect(Collectors.toSet());
    }

    private static Set<Integer> exact(VectorIndex index, Embedding question, int size) {
        return index.nearest(question, size, null).stream()
                .sorted(Comparator.comparingDouble(VectorIndex.Neighbour::similarity).reversed())
                .limit(LIMIT)
                .map(VectorIndex.Neighbour::number)
                .collect(Collectors.toSet());
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
