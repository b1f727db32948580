package dev.cairn.vectors.nearest;

import dev.cairn.vectors.model.Embedding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the vectors that point in nearly the same direction as another one.
 *
 * <p>A search compares the signs of all numbers first, one bit each, and then the bytes of the few
 * hundred vectors whose signs agree most. The mean of all vectors is subtracted before the signs
 * are taken, because the vectors of a model lie in a narrow cone and would have mostly the same
 * signs. To be used by one thread at a time.
 */
public final class VectorIndex {

    /** Vectors are kept in blocks, so that growing copies none of them. */
    private static final int BLOCK = 4_096;

    private static final int FEWEST_CANDIDATES = 256;
    private static final int CANDIDATES_FOR_EACH = 8;

    /** The mean is taken again when there are so many times more vectors than the last time. */
    private static final int GROWTH = 2;

    private static final int FIRST_MEAN = 64;

    private final int dimensions;
    private final int words;
    private final List<byte[]> vectors = new ArrayList<>();
    private final List<long[]> signs = new ArrayList<>();
    private final List<float[]> lengths = new ArrayList<>();
    private float[] mean;
    private int meanOf;
    private int size;

    /** Makes an empty index for vectors of so many numbers. */
    public VectorIndex(int dimensions) {
        this.dimensions = dimensions;
        this.words = (dimensions + Long.SIZE - 1) / Long.SIZE;
        this.mean = new float[dimensions];
    }

    /** A vector that was found: its number, and the cosine of the angle. */
    public record Neighbour(int number, double similarity) {}

    /** Returns how many vectors there are. */
    public int size() {
        return size;
    }

    /**
     * Adds a vector.
     *
     * @return its number, counted from 0
     * @throws IllegalArgumentException if it has another number of dimensions
     */
    public int add(byte[] vector) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException(
                    "the vector has %d numbers and must have %d"
                            .formatted(vector.length, dimensions));
        }
        int number = size++;
        int place = number % BLOCK;
        if (place == 0) {
            vectors.add(new byte[BLOCK * dimensions]);
            signs.add(new long[BLOCK * words]);
            lengths.add(new float[BLOCK]);
        }
        System.arraycopy(vector, 0, vectors.getLast(), place * dimensions, dimensions);
        long square = 0;
        for (byte value : vector) {
            square += value * value;
        }
        lengths.getLast()[place] = (float) Math.sqrt((double) square);
        if (size >= FIRST_MEAN && size >= (long) meanOf * GROWTH) {
            takeMean();
        } else {
            takeSigns(number);
        }
        return number;
    }

    private void takeMean() {
        double[] sum = new double[dimensions];
        for (int number = 0; number < size; number++) {
            byte[] block = vectors.get(number / BLOCK);
            int start = number % BLOCK * dimensions;
            float length = length(number);
            for (int i = 0; i < dimensions && length > 0; i++) {
                sum[i] += block[start + i] / length;
            }
        }
        float[] fresh = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            fresh[i] = (float) (sum[i] / size);
        }
        mean = fresh;
        meanOf = size;
        for (int number = 0; number < size; number++) {
            takeSigns(number);
        }
    }

    private float length(int number) {
        return lengths.get(number / BLOCK)[number % BLOCK];
    }

    private void takeSigns(int number) {
        signs(
                vectors.get(number / BLOCK),
                number % BLOCK * dimensions,
                length(number),
                signs.get(number / BLOCK),
                number % BLOCK * words);
    }

    private void signs(byte[] vector, int start, float length, long[] target, int at) {
        Arrays.fill(target, at, at + words, 0);
        for (int i = 0; i < dimensions; i++) {
            if (vector[start + i] > mean[i] * length) {
                target[at + i / Long.SIZE] |= 1L << i % Long.SIZE;
            }
        }
    }

    /**
     * Returns the nearest vectors, the nearest first.
     *
     * @param limit how many
     * @param allowed the numbers of the vectors that may be found; null for all
     */
    public List<Neighbour> nearest(Embedding target, int limit, @Nullable BitSet allowed) {
        byte[] vector = target.bytes();
        if (vector.length != dimensions || size == 0) {
            return List.of();
        }
        int most = Math.max(FEWEST_CANDIDATES, limit * CANDIDATES_FOR_EACH);
        int[] candidates = candidates(vector, most, allowed);
        return Arrays.stream(candidates)
                .mapToObj(number -> new Neighbour(number, similarity(vector, number)))
                .sorted(
                        Comparator.comparingDouble(Neighbour::similarity)
                                .reversed()
                                .thenComparingInt(Neighbour::number))
                .limit(limit)
                .toList();
    }

    /**
     * Returns the numbers of those whose signs differ least, by counting how many differ how much.
     */
    private int[] candidates(byte[] vector, int most, @Nullable BitSet allowed) {
        short[] distances = new short[size];
        int[] counts = new int[words * Long.SIZE + 1];
        measure(vector, allowed, distances, counts);
        int furthest = 0;
        int count = counts[0];
        while (count < most && furthest + 1 < counts.length) {
            count += counts[++furthest];
        }
        int[] found = new int[count];
        int next = 0;
        for (int number = 0; number < size; number++) {
            if (distances[number] >= 0 && distances[number] <= furthest) {
                found[next++] = number;
            }
        }
        return found;
    }

    private void measure(byte[] vector, @Nullable BitSet allowed, short[] distances, int[] counts) {
        long[] wanted = new long[words];
        signs(vector, 0, lengthOf(vector), wanted, 0);
        for (int number = 0; number < size; number++) {
            if (allowed != null && !allowed.get(number)) {
                distances[number] = -1;
                continue;
            }
            long[] block = signs.get(number / BLOCK);
            int start = number % BLOCK * words;
            int distance = 0;
            for (int i = 0; i < words; i++) {
                distance += Long.bitCount(block[start + i] ^ wanted[i]);
            }
            distances[number] = (short) distance;
            counts[distance]++;
        }
    }

    private static float lengthOf(byte[] vector) {
        long square = 0;
        for (byte value : vector) {
            square += value * value;
        }
        return (float) Math.sqrt((double) square);
    }

    private double similarity(byte[] vector, int number) {
        byte[] block = vectors.get(number / BLOCK);
        int start = number % BLOCK * dimensions;
        int product = 0;
        for (int i = 0; i < dimensions; i++) {
            product += vector[i] * block[start + i];
        }
        float lengths = length(number) * lengthOf(vector);
        return lengths == 0 ? 0 : product / lengths;
    }
}
