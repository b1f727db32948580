package dev.cairn.index;

/**
 * How to index.
 *
 * @param maxFileBytes the largest length of a file that is indexed
 * @param parserThreads how many threads parse, 1 or 2
 * @param batchFiles how many files one transaction takes at most
 */
public record IndexOptions(long maxFileBytes, int parserThreads, int batchFiles) {

    private static final int MAX_PARSER_THREADS = 2;

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
    }

    /** Returns the usual options: files up to 2 MiB, two threads, 64 files in a transaction. */
    public static IndexOptions standard() {
        int threads = Math.min(MAX_PARSER_THREADS, Runtime.getRuntime().availableProcessors());
        return new IndexOptions(2 * 1024 * 1024, threads, 64);
    }
}
