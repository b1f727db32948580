package dev.cairn.benchmarks.meaning;

import dev.cairn.benchmarks.Output;
import dev.cairn.vectors.model.Embedding;
import dev.cairn.vectors.nearest.VectorIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * How many of the ten nearest vectors are found, how long that takes, and how much memory the
 * vectors take, beside an exact search that compares all of them.
 *
 * <p>{@code NearestNeighbours WORK,WORK… SIZE…}: the vectors are those of the indexes that {@link
 * SearchQuality} left in its folders. Where a size is larger than their number the rest is
 * generated between them ({@link VectorSample}). 200 of them are the questions and are not
 * searched.
 */
public final class NearestNeighbours {

    private static final int DIMENSIONS = VectorSample.DIMENSIONS;
    private static final int LIMIT = 10;
    private static final int WARM_UP = 50;

    /** A restriction leaves one vector in so many. */
    private static final int RESTRICTED = 100;

    private final VectorIndex index = new VectorIndex(DIMENSIONS);
    private final List<byte[]> vectors = new ArrayList<>();
    private double[] lengths = {};

    private NearestNeighbours() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String folder : arguments[0].split(",", -1)) {
            folders.add(Path.of(folder).toRealPath());
        }
        VectorSample sample = VectorSample.of(folders);
        Output.print("%,d vectors of a model in %s".formatted(sample.size(), arguments[0]));
        Output.print(
                "| vectors | of a model | recall@10 | mean | p95 | exact, mean | memory | of 1% |");
        Output.print("|---|---|---|---|---|---|---|---|");
        for (String argument : List.of(arguments).subList(1, arguments.length)) {
            new NearestNeighbours().measure(sample, Integer.parseInt(argument));
        }
    }

    private void measure(VectorSample sample, int size) {
        sample.forEach(size, vectors::add);
        lengths =
                vectors.stream()
                        .mapToDouble(vector -> Math.sqrt(product(vector, vector)))
                        .toArray();
        long before = used();
        vectors.forEach(index::add);
        double megabytes = (used() - before) / 1e6;
        List<byte[]> questions = sample.questions();
        for (int i = 0; i < WARM_UP; i++) {
            index.nearest(question(questions, i), LIMIT, null);
        }
        Result all = ask(questions, null);
        BitSet some = new BitSet();
        new Random(3).ints(size / RESTRICTED, 0, size).forEach(some::set);
        Result restricted = ask(questions, some);
        Output.print(
                "| %,d | %,d | %.3f | %.1f ms | %.1f ms | %.0f ms | %.0f MB | %.3f, %.1f ms |"
                        .formatted(
                                size,
                                Math.min(size, sample.size()),
                                all.recall,
                                all.mean(),
                                all.high(),
                                all.exactMillis,
                                megabytes,
                                restricted.recall,
                                restricted.mean()));
    }

    private static Embedding question(List<byte[]> questions, int number) {
        return Embedding.ofBytes(questions.get(number % questions.size()));
    }

    /** What all questions gave: times in milliseconds, in order. */
    @SuppressWarnings("ArrayRecordComponent") // It is read once.
    private record Result(double recall, double[] millis, double exactMillis) {

        double mean() {
            return Arrays.stream(millis).average().orElse(0);
        }

        double high() {
            return millis[millis.length * 95 / 100];
        }
    }

    private Result ask(List<byte[]> questions, @Nullable BitSet allowed) {
        double[] millis = new double[questions.size()];
        double exactMillis = 0;
        long found = 0;
        for (int i = 0; i < questions.size(); i++) {
            Embedding question = question(questions, i);
            long start = System.nanoTime();
            List<VectorIndex.Neighbour> near = index.nearest(question, LIMIT, allowed);
            millis[i] = (System.nanoTime() - start) / 1e6;
            start = System.nanoTime();
            double least = exact(question.bytes(), allowed);
            exactMillis += (System.nanoTime() - start) / 1e6;
            // Rounded as floats by the index.
            found += near.stream().filter(one -> one.similarity() >= least - 1e-6).count();
        }
        Arrays.sort(millis);
        return new Result(
                (double) found / LIMIT / questions.size(), millis, exactMillis / questions.size());
    }

    /** Compares all vectors; returns the cosine of the tenth nearest. */
    private double exact(byte[] question, @Nullable BitSet allowed) {
        double[] best = new double[LIMIT];
        Arrays.fill(best, -1);
        double own = Math.sqrt(product(question, question));
        for (int number = 0; number < vectors.size(); number++) {
            if (allowed != null && !allowed.get(number)) {
                continue;
            }
            double similarity = product(question, vectors.get(number)) / (own * lengths[number]);
            if (similarity > best[0]) {
                best[0] = similarity;
                Arrays.sort(best);
            }
        }
        return best[0];
    }

    private static double product(byte[] a, byte[] b) {
        int sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
