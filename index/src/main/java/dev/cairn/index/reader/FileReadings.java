package dev.cairn.index.reader;

import java.util.List;

/**
 * The readings of many files, in their order: a few small ones are read by threads of a process
 * that ends soon; all others by a process of its own, which can be ended with a file that does not
 * let go of it. Used by one thread.
 */
public interface FileReadings extends AutoCloseable {

    /** So few files are not worth the start of a process. */
    int FEW_FILES = 24;

    /** A file up to this length takes little memory whatever is in it. */
    long SMALL_BYTES = 128 * 1024;

    /** Returns whether there is a file whose reading was not returned. */
    boolean hasNext();

    /**
     * Returns the reading of the next file; waits for it.
     *
     * @throws dev.cairn.database.DatabaseException with CANCELLED if the thread was interrupted,
     *     with WORKER_FAILED if no process can be started
     */
    FileReading next();

    @Override
    void close();

    /** Begins to read files. */
    static FileReadings of(List<ReadRequest> files, ReadingOptions options) {
        boolean harmless =
                !KeptReaders.isBegun()
                        && files.size() <= FEW_FILES
                        && files.stream().allMatch(file -> file.bytes() <= SMALL_BYTES);
        return harmless ? new ThreadReadings(files, options) : new ProcessReadings(files, options);
    }
}
