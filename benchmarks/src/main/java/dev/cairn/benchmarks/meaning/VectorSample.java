package dev.cairn.benchmarks.meaning;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.Rows;
import dev.cairn.server.configuration.ConfigurationReader;
import dev.cairn.vectors.model.Embedding;
import dev.cairn.vectors.nearest.VectorIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Vectors that a model made, and as many more as are wanted. A generated vector lies between one of
 * the model and one of its neighbours, with a little noise, so that clusters and the directions in
 * which they extend are those of the model.
 */
final class VectorSample {

    static final int DIMENSIONS = 384;

    private static final long SEED = 21;
    private static final int QUESTIONS = 200;
    private static final int NEIGHBOURS = 32;
    private static final double NOISE = 0.1;

    private final List<byte[]> questions;
    private final List<byte[]> vectors;
    private final VectorIndex index = new VectorIndex(DIMENSIONS);
    private final List<int[]> neighbours = new ArrayList<>();

    private VectorSample(List<byte[]> all) {
        questions = List.copyOf(all.subList(0, QUESTIONS));
        vectors = List.copyOf(all.subList(QUESTIONS, all.size()));
        vectors.forEach(index::add);
    }

    /** Reads the vectors of indexes in the folders that {@link SearchQuality} made. */
    static VectorSample of(List<Path> folders) {
        List<byte[]> all = new ArrayList<>();
        for (Path folder : folders) {
            var configuration =
                    ConfigurationReader.defaults(folder.resolve("tree/.cairn")).database();
            try (CodeDatabase database = CodeDatabase.open(configuration.withoutWorker());
                    Rows rows = database.driver().query("SELECT vector FROM vectors ORDER BY id")) {
                while (rows.next()) {
                    all.add(Objects.requireNonNull(rows.blob(0)));
                }
            }
        }
        Collections.shuffle(all, new Random(SEED));
        return new VectorSample(all);
    }

    /** Returns how many the model made, without the questions. */
    int size() {
        return vectors.size();
    }

    List<byte[]> questions() {
        return questions;
    }

    /** Gives so many vectors to a consumer: those of the model first. */
    void forEach(int count, Consumer<byte[]> consumer) {
        Random random = new Random(SEED);
        for (int i = 0; i < count; i++) {
            consumer.accept(i < vectors.size() ? vectors.get(i) : generated(random));
        }
    }

    private byte[] generated(Random random) {
        int number = random.nextInt(vectors.size());
        int[] near = near(number);
        byte[] from = vectors.get(number);
        byte[] to = vectors.get(near[random.nextInt(near.length)]);
        double part = random.nextDouble();
        double noise = NOISE * length(from) / Math.sqrt(DIMENSIONS);
        float[] sum = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            sum[i] = (float) (from[i] + part * (to[i] - from[i]) + noise * random.nextGaussian());
        }
        return Embedding.of(sum).bytes();
    }

    /**
     * Found when it is wanted: there are enough vectors for all to be wanted only at the largest
     * size.
     */
    private int[] near(int number) {
        while (neighbours.size() <= number) {
            neighbours.add(new int[0]);
        }
        if (neighbours.get(number).length == 0) {
            neighbours.set(
                    number,
                    index.nearest(Embedding.ofBytes(vectors.get(number)), NEIGHBOURS, null).stream()
                            .mapToInt(VectorIndex.Neighbour::number)
                            .toArray());
        }
        return neighbours.get(number);
    }

    private static double length(byte[] vector) {
        long sum = 0;
        for (byte value : vector) {
            sum += value * value;
        }
        return Math.sqrt((double) sum);
    }
}
