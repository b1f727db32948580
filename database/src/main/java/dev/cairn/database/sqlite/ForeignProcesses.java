package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds out which other processes have a database open, where the system tells (proc(5)). They need
 * no ownership, because they do not know of it.
 */
public final class ForeignProcesses {

    private static final Path PROCESSES = Path.of("/proc");

    private ForeignProcesses() {}

    /**
     * Returns the error with the names of those who have the database open, if it is a lock that
     * SQLite met. This process's own connections wait for each other elsewhere.
     *
     * @param database its canonical path
     */
    public static DatabaseException namedIn(DatabaseException error, Path database) {
        if (!(error.getCause() instanceof SQLException cause)
                || SqliteErrors.resultCode(cause) != SqliteErrors.BUSY) {
            return error;
        }
        List<String> others = using(database);
        return others.isEmpty()
                ? error
                : new DatabaseException(
                        error.code(),
                        "%s; the file is open in %s: end that, or let it ask the worker"
                                .formatted(error.getMessage(), String.join(", ", others)),
                        error);
    }

    /**
     * Returns the other processes of this user that have a database or its side files open, such as
     * {@code process 123 (sqlite3)}; none where the system does not tell.
     *
     * @param database its canonical path
     */
    private static List<String> using(Path database) {
        String name = database.toString();
        Set<Path> files = Set.of(database, Path.of(name + "-wal"), Path.of(name + "-shm"));
        long own = ProcessHandle.current().pid();
        List<String> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(PROCESSES)) {
            folders.filter(folder -> folder.getFileName().toString().matches("[0-9]+"))
                    .filter(folder -> !folder.getFileName().toString().equals(Long.toString(own)))
                    .filter(folder -> hasOpen(folder, files))
                    .forEach(folder -> found.add(text(folder)));
        } catch (IOException _) {
            // Another system, which keeps this to itself.
        }
        return found;
    }

    private static boolean hasOpen(Path process, Set<Path> files) {
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            return descriptors.anyMatch(descriptor -> files.contains(target(descriptor)));
        } catch (IOException _) {
            // It has ended, or belongs to another user.
            return false;
        }
    }

    private static Path target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor);
        } catch (IOException _) {
            return descriptor;
        }
    }

    private static String text(Path process) {
        String command;
        try {
            command = Files.readString(process.resolve("comm")).strip();
        } catch (IOException _) {
            command = "unknown";
        }
        return "process %s (%s)".formatted(process.getFileName(), command);
    }
}
