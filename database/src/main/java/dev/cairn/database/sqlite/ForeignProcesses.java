package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the other processes that have a database open, where the system lists them (proc(5)). They
 * do not know of ownership, so they hold none.
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
        String said = String.valueOf(error.getMessage());
        String message =
                said.contains(database.toString()) ? said : "%s in '%s'".formatted(said, database);
        return new DatabaseException(
                error.code(),
                others.isEmpty()
                        ? message + "; another connection has a transaction open: end it"
                        : message
                                + "; the file is open in %s: end that, or let it ask the worker"
                                        .formatted(String.join(", ", others)),
                error);
    }

    /** Describes the holder of a database's lock, for messages to those that wait for it. */
    static String holding(Path database) {
        String name = database.getFileName() == null ? "" : database.getFileName().toString();
        List<String> holders = lockHolders(database);
        List<String> known = holders.isEmpty() ? using(database) : holders;
        return known.isEmpty()
                ? "a lock of '" + name + "'"
                : String.join(", ", known) + ", which uses '" + name + "'";
    }

    /** Returns the other processes with a write lock on the files; see proc_locks(5). */
    private static List<String> lockHolders(Path database) {
        Set<String> inodes = new HashSet<>();
        for (String suffix : List.of("", "-wal", "-shm")) {
            try {
                inodes.add(
                        String.valueOf(Files.getAttribute(Path.of(database + suffix), "unix:ino")));
            } catch (IOException | UnsupportedOperationException _) {
                // There is no such file, or no such attribute.
            }
        }
        try {
            return Files.readAllLines(PROCESSES.resolve("locks")).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(lock -> lock.length > 5 && lock[3].equals("WRITE"))
                    .filter(lock ->
                            inodes.contains(lock[5].substring(lock[5].lastIndexOf(':') + 1)))
                    .map(lock -> lock[4])
                    .filter(id -> !id.equals(Long.toString(ProcessHandle.current().pid())))
                    .filter(id -> id.matches("[1-9][0-9]*"))
                    .distinct()
                    .map(id -> text(PROCESSES.resolve(id)))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
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
