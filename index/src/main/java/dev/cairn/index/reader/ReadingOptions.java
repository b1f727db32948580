package dev.cairn.index.reader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How files are read.
 *
 * @param threads how many are read at a time
 * @param fileTimeLimit how much processor time one file may take
 * @param maxAhead how many files are read ahead of the one that is asked for
 * @param logFolder where a reader's process writes what goes wrong with it
 */
public record ReadingOptions(
        int threads, Duration fileTimeLimit, int maxAhead, Optional<Path> logFolder) {

    /** How much processor time one file may take, unless a caller says otherwise. */
    public static final Duration USUAL_TIME_LIMIT = Duration.ofSeconds(10);

    /** Returns how one file is read by itself. */
    public static ReadingOptions ofOneFile(Path logFolder) {
        return new ReadingOptions(1, USUAL_TIME_LIMIT, 1, Optional.of(logFolder));
    }
}
