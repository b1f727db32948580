package dev.cairn.index.search.line;

import dev.cairn.index.answer.FileState;
import dev.cairn.index.scan.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads files that the index names. The names come out of a database, so nothing outside of a
 * project's folder is read, and no link is followed.
 */
public final class SourceFiles {

    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private SourceFiles() {}

    /**
     * Returns the text of a file; empty if it is gone, is not text, or is outside of its folder.
     */
    public static Optional<String> text(String root, String path) {
        try {
            Optional<Path> file = file(root, path);
            if (file.isEmpty() || Files.size(file.get()) > MAX_BYTES) {
                return Optional.empty();
            }
            return SourceText.content(Files.readAllBytes(file.get()));
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    /** Returns whether a file is as the index knows it. */
    public static FileState state(String root, String path, long size, long modifiedNanos) {
        try {
            Optional<Path> file = file(root, path);
            if (file.isEmpty()) {
                return FileState.GONE;
            }
            BasicFileAttributes now =
                    Files.readAttributes(
                            file.get(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            boolean same =
                    now.size() == size
                            && now.lastModifiedTime().to(TimeUnit.NANOSECONDS) == modifiedNanos;
            return same ? FileState.CURRENT : FileState.CHANGED;
        } catch (IOException | InvalidPathException _) {
            return FileState.GONE;
        }
    }

    private static Optional<Path> file(String root, String path) throws IOException {
        Path folder = Path.of(root).toRealPath();
        Path file = folder.resolve(path).normalize();
        boolean inside = file.startsWith(folder) && file.toRealPath().equals(file);
        return inside && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(file)
                : Optional.empty();
    }
}
