package dev.cairn.index.scan;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * Something below the root that could not be looked at.
 *
 * @param path its path below the root, with {@code /} between the names
 * @param message why
 */
public record ScanProblem(String path, String message) {

    /** Returns the problem with a path that an exception reports. */
    public static ScanProblem of(String path, IOException cause) {
        return new ScanProblem(path, describe(cause));
    }

    /** Many exceptions of NIO have only the path as message. */
    private static String describe(IOException cause) {
        return switch (cause) {
            case AccessDeniedException e -> "permission denied";
            case NoSuchFileException e -> "it vanished while it was looked at";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(cause.getMessage());
        };
    }
}
