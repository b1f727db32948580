package dev.cairn.database.backup;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.file.DurableFiles;
import dev.cairn.database.file.FailPoint;
import dev.cairn.database.file.RestoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Puts one backup in the place of a database. */
final class Restore {

    private final Path database;
    private final BackupReader backup;
    private final BiConsumer<Path, Path> replacer;
    private final ProgressListener progress;

    Restore(
            Path database,
            BackupReader backup,
            BiConsumer<Path, Path> replacer,
            ProgressListener progress) {
        this.progress = progress;
        this.database = database;
        this.backup = backup;
        this.replacer = replacer;
    }

    RestoreResult carryOut() {
        long start = System.nanoTime();
        Path coming = RestoreFiles.coming(database, backup.manifest().id());
        Path kept = RestoreFiles.kept(database, Instant.now());
        try {
            removeAbandoned();
            requireSpace();
            DurableFiles.create(coming);
            progress.progress("verify backup", 0, 0);
            backup.extractTo(coming);
            progress.progress("replace database", 0, 0);
            FailPoint.reached("restore-extracted");
            replacer.accept(coming, kept);
            return result(kept, start);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            removeUnlessMoved(coming);
        }
    }

    /**
     * Removes what interrupted restores left. The database is owned, so no other process restores
     * it at this moment. Other files whose names begin in the same way are the user's.
     */
    private void removeAbandoned() throws IOException {
        List<Path> abandoned;
        Path folder = Optional.ofNullable(database.getParent()).orElseThrow();
        try (Stream<Path> entries = Files.list(folder)) {
            abandoned = entries.filter(entry -> RestoreFiles.isLeft(database, entry)).toList();
        }
        for (Path file : abandoned) {
            Files.delete(file);
        }
    }

    private void requireSpace() throws IOException {
        long needed = backup.manifest().databaseBytes();
        Path folder = Optional.ofNullable(database.getParent()).orElseThrow();
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable < needed) {
            throw new DatabaseException(
                    DatabaseErrorCode.DISK_FULL,
                    "cannot restore database '"
                            + database
                            + "': "
                            + needed
                            + " bytes are needed next to it, but only "
                            + usable
                            + " are free");
        }
    }

    private RestoreResult result(Path kept, long start) {
        return new RestoreResult(
                backup.manifest().id(),
                database.toString(),
                Files.exists(kept) ? Optional.of(kept.toString()) : Optional.empty(),
                backup.manifest().schemaVersion(),
                backup.manifest().rows(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private void removeUnlessMoved(Path coming) {
        try {
            Files.deleteIfExists(coming);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private DatabaseException failed(IOException cause) {
        return new DatabaseException(
                DatabaseErrorCode.BACKUP_FAILED,
                "cannot restore database '" + database + "': " + FileErrors.reasonWithFile(cause),
                cause);
    }
}
