package dev.cairn.vectors.nearest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.vectors.model.Embedding;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VectorIndexTest {

    private static final int DIMENSIONS = 384;
    private static final int SIZE = 3_000;

    /** Vectors in a narrow cone with clusters, as those of a model are. */
    private static Embedding vector(Random random) {
        Random cluster = new Random(random.nextInt(200));
        float[] numbers = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            double common = (i % 7 - 3) * 0.4;
            numbers[i] =
                    (float) (common + cluster.nextGaussian() * 0.6 + random.nextGaussian() * 0.7);
        }
        return Embedding.of(numbers);
    }

    private static List<Embedding> vectors(int count) {
        Random random = new Random(7);
        return IntStream.range(0, count).mapToObj(_ -> vector(random)).toList();
    }

    private static VectorIndex index(List<Embedding> vectors) {
        VectorIndex index = new VectorIndex(DIMENSIONS);
        vectors.forEach(vector -> index.add(vector.bytes()));
        return index;
    }

    @Test
    void nearlyAllOfTheTenNearestAreFound() {
        List<Embedding> vectors = vectors(SIZE);
        VectorIndex index = index(vectors);
        Random random = new Random(8);
        int found = 0;
        int questions = 20;
        for (int i = 0; i < questions; i++) {
            Embedding question = vector(random);
            double[] cosines = vectors.stream().mapToDouble(question::cosine).toArray();
            Set<Integer> exact =
                    IntStream.range(0, SIZE)
                            .boxed()
                            .sorted(Comparator.comparingDouble(number -> -cosines[number]))
                            .limit(10)
                            .collect(Collectors.toSet());
            exact.retainAll(
                    index.nearest(question, 10, null).stream()
                            .map(VectorIndex.Neighbour::number)
                            .collect(Collectors.toSet()));
            found += exact.size();
        }
        assertThat((double) found / questions / 10).isGreaterThan(0.97);
    }

    @Test
    void vectorsAreNearestToThemselvesAlsoBeforeThereIsAMean() {
        List<Embedding> vectors = vectors(10);
        VectorIndex index = index(vectors);
        for (int i = 0; i < vectors.size(); i++) {
            VectorIndex.Neighbour nearest = index.nearest(vectors.get(i), 1, null).getFirst();
            assertThat(nearest.number()).isEqualTo(i);
            assertThat(nearest.similarity()).isBetween(0.9999, 1.0001);
        }
    }

    @Test
    void onlyWhatIsAllowedIsFoundHoweverFarItIs() {
        List<Embedding> vectors = vectors(SIZE);
        BitSet allowed = new BitSet();
        Set<Integer> some = new HashSet<>(Set.of(3, 1_999, 2_500));
        some.forEach(allowed::set);

        assertThat(index(vectors).nearest(vectors.get(17), 10, allowed))
                .extracting(VectorIndex.Neighbour::number)
                .containsExactlyInAnyOrderElementsOf(some);
    }

    @Test
    void emptyZeroAndForeignVectorsDoNoHarm() {
        VectorIndex index = new VectorIndex(DIMENSIONS);
        Embedding zero = Embedding.of(new float[DIMENSIONS]);
        assertThat(index.nearest(zero, 5, null)).isEmpty();
        index.add(zero.bytes());
        assertThat(index.nearest(zero, 5, null).getFirst().similarity()).isZero();
        assertThat(index.nearest(Embedding.of(new float[3]), 5, null)).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> index.add(new byte[3]))
                .withMessage("the vector has 3 numbers and must have 384");
    }
}
