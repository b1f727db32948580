package dev.cairn.database.backup;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DurableFiles;
import dev.cairn.database.FailPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts one backup in the place of a database. */
final class Restore {

    private static final String COMING = ".restore-";
    private static final String KEPT = ".before-restore-";

    private final Path database;
    private final BackupReader backup;
    private final Replacer replacer;

    /** Exchanges two complete database files in one folder. */
    interface Replacer {
        void replaceFile(Path replacement, Path keepAs);
    }

    Restore(Path database, BackupReader backup, Replacer replacer) {
        this.database = database;
        this.backup = backup;
        this.replacer = replacer;
    }

    RestoreResult carryOut() {
        long start = System.nanoTime();
        Path coming = beside(COMING);
        Path kept = beside(KEPT);
        try {
            removeAbandoned();
            requireSpace();
            DurableFiles.create(coming);
            backup.extractTo(coming);
            FailPoint.reached("restore-extracted");
            replacer.replaceFile(coming, kept);
            return result(kept, start);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            removeUnlessMoved(coming);
        }
    }

    private Path beside(String kind) {
        return database.resolveSibling(database.getFileName() + kind + backup.manifest().id());
    }

    /** The database is owned, so that nobody else restores it at this moment. */
    private void removeAbandoned() throws IOException {
        List<Path> abandoned = new ArrayList<>();
        Path folder = Optional.ofNullable(database.getParent()).orElseThrow();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.filter(entry ->
                            entry.getFileName()
                                    .toString()
                                    .startsWith(database.getFileName() + COMING))
                    .forEach(abandoned::add);
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
                            + " bytes are needed beside it, but only "
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
                "cannot restore database '" + database + "': " + cause,
                cause);
    }
}
