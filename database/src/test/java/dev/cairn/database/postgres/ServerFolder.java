package dev.cairn.database.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of servers, which another user may own. */
final class ServerFolder {

    private ServerFolder() {}

    /** Creates an empty folder that only the server's user can read. */
    static Path create() {
        try {
            Path folder = Files.createTempDirectory("cairn-postgres-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            PostgresPrograms.giveToServerUser(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder with all that is in it, unless it was removed before. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
