package dev.cairn.database.sqlite.repair;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.engine.Finding;
import dev.cairn.database.engine.Finding.Kind;
import dev.cairn.database.engine.Remedy;
import dev.cairn.database.file.RestoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Files that a restore was still writing when it was stopped. One that was complete, with the
 * database about to be replaced, is carried to its end when the database is opened.
 *
 * @param files the files next to the database
 */
record AbandonedRestores(List<Path> files) {

    static AbandonedRestores of(Path database) {
        Path folder = Objects.requireNonNull(database.getParent());
        try (Stream<Path> entries = Files.list(folder)) {
            return new AbandonedRestores(
                    entries.filter(entry -> RestoreFiles.isLeft(database, entry)).toList());
        } catch (IOException e) {
            throw failed("read", folder, e);
        }
    }

    /** The files go after the transaction, because that cannot bring them back. */
    List<Remedy> remedies() {
        return files.stream()
                .map(file ->
                        new Finding(
                                Kind.INTERRUPTED_RESTORE,
                                file.getFileName().toString(),
                                "a restore was stopped before its file was complete; the database"
                                        + " was not touched, and the file is of no use",
                                true,
                                List.of("rm '" + file + "'")))
                .map(Remedy::none)
                .toList();
    }

    void remove() {
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw failed("remove", file, e);
            }
        }
    }

    private static DatabaseException failed(String what, Path path, IOException cause) {
        return new DatabaseException(
                DatabaseErrorCode.IO,
                "cannot " + what + " '" + path + "': " + FileErrors.reason(cause),
                cause);
    }
}
