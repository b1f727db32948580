package dev.cairn.worker.launch;

import dev.cairn.database.StoragePaths;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two files through which a process and the worker that it starts speak to each other: files,
 * because the JDK closes the pipes of the shell between them with the end of the shell. They live
 * as long as the start.
 *
 * @param input the parameters of the worker
 * @param report what it reports
 */
record StartFiles(Path input, Path report) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StartFiles.class);
    private static final String PREFIX = "start-";

    /** How long after the limit of a start its files may still be in use. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /**
     * Makes the files in a folder, and removes those that killed processes have left there.
     *
     * @param limit how long a start takes at most
     */
    static StartFiles create(Path folder, String parameters, Duration limit) throws IOException {
        StoragePaths.createFolder(folder);
        removeAbandoned(folder, Instant.now().minus(limit).minus(GRACE));
        StartFiles files =
                new StartFiles(
                        Files.createTempFile(folder, PREFIX, ".input"),
                        Files.createTempFile(folder, PREFIX, ".report"));
        Files.writeString(files.input, parameters);
        return files;
    }

    private static void removeAbandoned(Path folder, Instant before) {
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(folder, PREFIX + "*.{input,report}")) {
            for (Path file : all) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // Another start may be removing the same.
            LOG.debug("what is left over in '{}' stays there: {}", folder, e.toString());
        }
    }

    @Override
    public void close() {
        delete(input);
        delete(report);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("cannot remove '{}': {}", file, e.toString());
        }
    }
}
