package dev.cairn.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** What the file system says, in words for people: without the names of Java classes. */
public final class FileErrors {

    private FileErrors() {}

    /** Returns the reason of an error, such as {@code permission denied}, without the file. */
    public static String reason(Exception error) {
        return switch (error) {
            case UncheckedIOException unchecked when unchecked.getCause() != null ->
                    reason(unchecked.getCause());
            case NoSuchFileException _ -> "no such file or folder";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "it exists already";
            case NotDirectoryException _ -> "it is not a folder";
            case DirectoryNotEmptyException _ -> "the folder is not empty";
            case FileSystemLoopException _ -> "its links lead in a circle";
            case FileSystemException system when system.getReason() != null ->
                    sentence(system.getReason());
            case CharacterCodingException _ -> "it is not UTF-8";
            case IOException io when io.getMessage() != null -> sentence(io.getMessage());
            default -> error.getMessage() == null ? "the file system failed" : error.getMessage();
        };
    }

    /** Returns the reason of an error with the file that it is about, where the error names one. */
    public static String reasonWithFile(Exception error) {
        Throwable cause =
                error instanceof UncheckedIOException && error.getCause() != null
                        ? error.getCause()
                        : error;
        return cause instanceof FileSystemException system && system.getFile() != null
                ? "'" + system.getFile() + "': " + reason(error)
                : reason(error);
    }

    /** The C library begins its messages with a capital, as in "No space left on device". */
    private static String sentence(String message) {
        boolean word = message.length() > 1 && Character.isLowerCase(message.charAt(1));
        return word
                ? message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1)
                : message;
    }
}
