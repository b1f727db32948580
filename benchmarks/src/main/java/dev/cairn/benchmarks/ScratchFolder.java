package dev.cairn.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for the files of one run, which goes with it. */
final class ScratchFolder implements AutoCloseable {

    private final Path path;

    private ScratchFolder(Path path) {
        this.path = path;
    }

    static ScratchFolder create(String name) throws IOException {
        return new ScratchFolder(Files.createTempDirectory(name));
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.walk(path)) {
            entries = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }
}
