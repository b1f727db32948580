package dev.cairn.index;

import dev.cairn.index.reader.ReadingOptions;
import java.time.Duration;

/**
 * How to index.
 *
 * @param maxFileBytes the largest length of a file whose content is indexed
 * @param parserThreads how many threads parse, 1 or 2
 * @param batchFiles how many files one transaction takes at most
 * @param fileTimeLimit how much processor time one file may take; some texts keep a parser busy
 *     with no end in sight, and let it take memory all the while
 * @param deletedRetention how long the row of a deleted file is kept, by which it is recognised
 *     when it comes back
 */
public record IndexOptions(
        long maxFileBytes,
        int parserThreads,
        int batchFiles,
        Duration fileTimeLimit,
        Duration deletedRetention) {

    private static final int MAX_PARSER_THREADS = 2;
    private static final Duration RETENTION = Duration.ofDays(30);

    public IndexOptions {
        if (maxFileBytes < 1 || maxFileBytes > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException(
                    "the limit for files must be from 1 to 2147483583 bytes, not " + maxFileBytes);
        }
        if (parserThreads < 1 || parserThreads > MAX_PARSER_THREADS) {
            throw new IllegalArgumentException(
                    "there can be 1 or 2 parser threads, not " + parserThreads);
        }
        if (batchFiles < 1) {
            throw new IllegalArgumentException("a batch has at least one file, not " + batchFiles);
        }
        if (!fileTimeLimit.isPositive()) {
            throw new IllegalArgumentException(
                    "the time limit for a file must be more than 0, not " + fileTimeLimit);
        }
        if (deletedRetention.isNegative()) {
            throw new IllegalArgumentException(
                    "deleted files cannot be kept for less than no time, not " + deletedRetention);
        }
    }

    /** Makes options that keep deleted files for the usual period. */
    public IndexOptions(
            long maxFileBytes, int parserThreads, int batchFiles, Duration fileTimeLimit) {
        this(maxFileBytes, parserThreads, batchFiles, fileTimeLimit, RETENTION);
    }

    /** Returns the same options, but another limit of the processor time of a file. */
    public IndexOptions withFileTimeLimit(Duration limit) {
        return new IndexOptions(maxFileBytes, parserThreads, batchFiles, limit, deletedRetention);
    }

    /** Returns the same options, but another period for which deleted files are kept. */
    public IndexOptions withDeletedRetention(Duration period) {
        return new IndexOptions(maxFileBytes, parserThreads, batchFiles, fileTimeLimit, period);
    }

    /**
     * Returns the usual options: files up to 2 MiB, two threads, 256 files in a transaction, ten
     * seconds for a file, 30 days for deleted files.
     */
    public static IndexOptions standard() {
        int threads = Math.min(MAX_PARSER_THREADS, Runtime.getRuntime().availableProcessors());
        return new IndexOptions(2 * 1024 * 1024, threads, 256, ReadingOptions.USUAL_TIME_LIMIT);
    }
}
