package dev.cairn.worker.socket;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.sqlite.file.SqliteFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where the worker of a database is found. Everything follows from the canonical path of the
 * database and the run folder, so that all clients find the same worker without asking anybody.
 *
 * <p>The path of a Unix socket has room for 107 bytes (unix(7)). Where the run folder's path is too
 * long for that, the socket is in a folder of the user's own below {@code $XDG_RUNTIME_DIR} or the
 * temporary folder; if that is too long as well, the address is refused.
 *
 * @param database the canonical path of the database
 * @param socket the socket
 * @param startLock the file whose lock is held by the process that starts the worker
 * @param record where the running worker writes its process id
 */
public record WorkerAddress(Path database, Path socket, Path startLock, Path record) {

    /** The room in sockaddr_un, less what a name has at its end while the socket is being made. */
    private static final int LONGEST_SOCKET_PATH = 107 - ".new".length();

    private static final int LONGEST_STEM = 24;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Returns the address of the worker of a configured database. */
    public static WorkerAddress of(DatabaseConfiguration configuration) {
        return of(configuration, System.getenv(), Path.of(System.getProperty("java.io.tmpdir")));
    }

    static WorkerAddress of(
            DatabaseConfiguration configuration,
            Map<String, String> environment,
            Path temporaryFolder) {
        Path database = SqliteFile.canonical(configuration.path());
        Path run = configuration.storage().run().toAbsolutePath().normalize();
        String name = stem(database) + "-" + hash(database.toString());
        Path socket = socket(run, name, environment, temporaryFolder);
        prepare(run);
        prepare(Objects.requireNonNull(socket.getParent()));
        return new WorkerAddress(
                database,
                socket,
                run.resolve(name + ".start.lock"),
                run.resolve(name + ".worker.pid"));
    }

    private static void prepare(Path folder) {
        StoragePaths.createFolder(folder);
        RunFolder.require(folder);
    }

    /**
     * Returns the path for a socket that belongs to a run folder; nothing is created.
     *
     * @param name the name of the socket without its ending
     */
    public static Path socket(Path run, String name) {
        return socket(
                run.toAbsolutePath().normalize(),
                name,
                System.getenv(),
                Path.of(System.getProperty("java.io.tmpdir")));
    }

    private static Path socket(
            Path run, String name, Map<String, String> environment, Path temporaryFolder) {
        for (Path folder : candidates(run, environment, temporaryFolder)) {
            Path socket =
                    folder.resolve((folder.equals(run) ? name : hash(run + "\0" + name)) + ".sock");
            if (bytes(socket) <= LONGEST_SOCKET_PATH) {
                return socket;
            }
        }
        throw tooLong(run, name);
    }

    private static List<Path> candidates(
            Path run, Map<String, String> environment, Path temporaryFolder) {
        List<Path> folders = new ArrayList<>();
        folders.add(run);
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty() && Path.of(runtime).toFile().isDirectory()) {
            folders.add(Path.of(runtime).toAbsolutePath().resolve("cairn"));
        }
        folders.add(
                temporaryFolder
                        .toAbsolutePath()
                        .resolve("cairn-" + System.getProperty("user.name")));
        return folders;
    }

    private static DatabaseException tooLong(Path run, String name) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                "cannot make the worker's socket '%s': a socket's path may have %d bytes, this one has %d, and neither XDG_RUNTIME_DIR nor the temporary folder is shorter; set XDG_RUNTIME_DIR to a folder with a short path, or configure a shorter run folder"
                        .formatted(
                                run.resolve(name + ".sock"),
                                LONGEST_SOCKET_PATH,
                                bytes(run.resolve(name + ".sock"))));
    }

    private static int bytes(Path path) {
        return path.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static String stem(Path database) {
        String file = database.getFileName().toString();
        int end = file.lastIndexOf('.');
        String plain = plain(end < 0 ? file : file.substring(0, end));
        return plain.substring(0, Math.min(plain.length(), LONGEST_STEM));
    }

    /** Returns a text with underscores for all but letters, digits, underscores and hyphens. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
                plain.setCharAt(i, '_');
            }
        }
        return plain.toString();
    }

    /**
     * FNV-1a. It keeps names apart and need not withstand anybody: the folder is the user's own.
     */
    private static String hash(String text) {
        long hash = FNV_OFFSET;
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xFF)) * FNV_PRIME;
        }
        return HexFormat.of().toHexDigits(hash);
    }
}
