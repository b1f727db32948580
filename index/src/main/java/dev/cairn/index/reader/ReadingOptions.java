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
        int threads, Duration fileTimeLimit, int maxAhead, Optional<Path> logFolder) {}
