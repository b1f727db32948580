package dev.cairn.benchmarks.meaning;

import java.util.List;
import java.util.Set;

/** How well one way of searching finds what is asked for: the first right answer of ten counts. */
final class RankedAnswers {

    private static final int DEPTH = 10;

    private int questions;
    private double reciprocalRanks;
    private int found;
    private long nanos;

    /**
     * Adds the answers to one question, the best first.
     *
     * @return the rank of the first right answer; 0 if there is none
     */
    int add(List<String> answers, Set<String> right, long took) {
        questions++;
        nanos += took;
        for (int rank = 0; rank < Math.min(DEPTH, answers.size()); rank++) {
            if (right.contains(answers.get(rank))) {
                reciprocalRanks += 1.0 / (rank + 1);
                found++;
                return rank + 1;
            }
        }
        return 0;
    }

    /**
     * Returns the mean reciprocal rank, the share of questions with an answer, and the mean time.
     */
    String row() {
        int all = Math.max(1, questions);
        return "%.3f | %.3f | %.0f ms"
                .formatted(reciprocalRanks / all, (double) found / all, nanos / 1e6 / all);
    }
}
