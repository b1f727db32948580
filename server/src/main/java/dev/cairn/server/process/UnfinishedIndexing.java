package dev.cairn.server.process;

import dev.cairn.database.FileErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file that says that a tree is being indexed. It is removed when the work is done, so that
 * {@code cairn status} can report a run that was interrupted or killed.
 */
public final class UnfinishedIndexing {

    private static final String PREFIX = "unfinished-";
    private static final int MOST_BYTES = 4_096;

    private final Path file;
    private final Path root;

    private UnfinishedIndexing(Path file, Path root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Writes the file.
     *
     * @param run the project's folder for what runs, which exists
     * @param root the tree that is indexed
     */
    public static UnfinishedIndexing begin(Path run, Path root) {
        String name = PREFIX + Integer.toHexString(root.toString().hashCode());
        UnfinishedIndexing begun = new UnfinishedIndexing(run.resolve(name), root);
        begun.write("no file was done");
        return begun;
    }

    /** Records the progress of the work. */
    public void stopped(long done, long total) {
        write("%d of %d files are done".formatted(done, total));
    }

    /** Records that the work is done. */
    public void done() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("remove", e);
        }
    }

    private void write(String text) {
        try {
            Files.deleteIfExists(file);
            Files.writeString(file, "%s: %s%n".formatted(root, text));
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    private UncheckedIOException failed(String doing, IOException cause) {
        return new UncheckedIOException(
                "cannot %s '%s': %s".formatted(doing, file, FileErrors.reason(cause)), cause);
    }

    /** Returns what is left of runs that did not end, one line each. */
    public static List<String> in(Path run) {
        List<String> found = new ArrayList<>();
        if (!Files.isDirectory(run, LinkOption.NOFOLLOW_LINKS)) {
            return found;
        }
        try (Stream<Path> files = Files.list(run)) {
            for (Path each : files.sorted().toList()) {
                if (String.valueOf(each.getFileName()).startsWith(PREFIX)
                        && Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)
                        && Files.size(each) <= MOST_BYTES) {
                    found.add(Files.readString(each).strip());
                }
            }
            return found;
        } catch (IOException _) {
            return found;
        }
    }
}
