package dev.cairn.database.backup;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.BackupContent;
import dev.cairn.database.engine.BackupMethod;
import dev.cairn.database.engine.FileBackupMethod;
import dev.cairn.database.engine.ServerBackupMethod;
import dev.cairn.database.file.DurableFiles;
import dev.cairn.database.file.FailPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes one backup. */
final class BackupWriter {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** Free space that stays in addition to the backup, for its manifest and the index. */
    private static final long SPARE_BYTES = 1L << 20;

    private final BackupFolder folder;
    private final DatabaseDriver driver;
    private final BackupMethod method;
    private final String database;
    private final BackupOptions options;
    private final boolean rebuildsIndexes;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final String id = UUID.randomUUID().toString();
    private final List<Path> partials = new ArrayList<>();

    /**
     * Makes a writer.
     *
     * @param rebuildsIndexes whether damaged indexes are built again in the copy; otherwise a
     *     database with damaged indexes is not backed up
     */
    BackupWriter(
            BackupFolder folder,
            DatabaseDriver driver,
            BackupOptions options,
            boolean rebuildsIndexes) {
        this.folder = folder;
        this.driver = driver;
        this.method = BackupManager.method(driver, options.method());
        this.database = method.database(driver);
        this.options = options;
        this.rebuildsIndexes = rebuildsIndexes;
    }

    Optional<BackupManifest> write(ProgressListener progress) {
        if (method.holdsNoRows(driver)) {
            return Optional.empty();
        }
        try {
            BackupEncoding.recipientWriters(options.recipients());
            folder.prepare();
            requireSpace();
            return Optional.of(writeFiles(progress));
        } catch (IOException | UncheckedIOException e) {
            throw failed(FileErrors.reasonWithFile(e), e);
        } finally {
            removePartials();
        }
    }

    private void requireSpace() {
        long databaseBytes = method.sizeBytes(driver);
        boolean encoded = options.compress() || !options.recipients().isEmpty();
        long needed = databaseBytes * (encoded ? 2 : 1) + SPARE_BYTES;
        long usable = folder.usableBytes();
        if (usable < needed) {
            throw new DatabaseException(
                    DatabaseErrorCode.DISK_FULL,
                    "cannot back up database '"
                            + database
                            + "': "
                            + megabytes(needed)
                            + " are needed in '"
                            + folder.path()
                            + "', but only "
                            + megabytes(usable)
                            + " are free");
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private BackupManifest writeFiles(ProgressListener progress) throws IOException {
        Path plain = createPartial(id);
        method.copy(driver, plain, progress);
        FailPoint.reached("backup-copied");
        progress.progress("verify backup", 0, 0);
        BackupContent content = inspect(plain);
        long databaseBytes = Files.size(plain);
        String databaseSha256 = DurableFiles.sha256(plain);
        Path stored = encoded(plain, progress);
        BackupManifest manifest =
                new BackupManifest(
                        id,
                        database,
                        now.toString(),
                        fileName(),
                        options.compress(),
                        options.recipients(),
                        databaseBytes,
                        Files.size(stored),
                        databaseSha256,
                        stored.equals(plain) ? databaseSha256 : DurableFiles.sha256(stored),
                        content.schemaVersion(),
                        driver.information().engineVersion(),
                        content.rowCounts(),
                        content.foreignKeyViolations(),
                        options.comment(),
                        driver.information().type().configurationName(),
                        method.name());
        DurableFiles.move(stored, folder.fileOf(manifest));
        FailPoint.reached("backup-named");
        folder.add(manifest);
        FailPoint.reached("backup-described");
        return manifest;
    }

    private BackupContent inspect(Path plain) {
        BackupContent content = method.inspect(plain);
        if (!content.faults().isEmpty()
                && rebuildsIndexes
                && method instanceof FileBackupMethod files) {
            files.rebuildIndexes(plain);
            content = method.inspect(plain);
        }
        if (!content.faults().isEmpty()) {
            String faults = String.join("; ", content.faults());
            throw failed(
                    switch (method) {
                        case FileBackupMethod _ ->
                                "the database is damaged (%s); run 'cairn schema verify' and 'cairn schema repair', or restore a backup"
                                        .formatted(faults);
                        case ServerBackupMethod _ ->
                                "the copy cannot be restored (%s); use another --method, or go on without a backup (--no-backup)"
                                        .formatted(faults);
                    },
                    null);
        }
        return content;
    }

    private Path encoded(Path plain, ProgressListener progress) throws IOException {
        if (!options.compress() && options.recipients().isEmpty()) {
            return plain;
        }
        progress.progress("pack backup", 0, 0);
        Path packed = createPartial(id + "-packed");
        BackupEncoding.encode(plain, packed, options);
        return packed;
    }

    private Path createPartial(String name) throws IOException {
        Path partial = folder.createPartial(name);
        partials.add(partial);
        return partial;
    }

    private String fileName() {
        String stem =
                database.substring(database.replace('\\', '/').lastIndexOf('/') + 1)
                        .replaceFirst("\\.[^.]*$", "")
                        .replaceAll("[^A-Za-z0-9._-]", "_");
        return "database-"
                + stem
                + "-"
                + TIMESTAMP.format(now)
                + "-"
                + id
                + BackupEncoding.suffix(
                        method.ending(), options.compress(), !options.recipients().isEmpty());
    }

    /** Removes what a failed backup left with its side files, or the copy that was packed. */
    private void removePartials() {
        for (Path partial : partials) {
            for (String side : List.of("", "-journal", "-wal", "-shm")) {
                remove(partial.resolveSibling(partial.getFileName() + side));
            }
        }
    }

    private void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("cannot remove '" + file + "': " + FileErrors.reason(e), e);
        }
    }

    private DatabaseException failed(String reason, @Nullable Throwable cause) {
        return new DatabaseException(
                DatabaseErrorCode.BACKUP_FAILED,
                "cannot back up database '" + database + "' to '" + folder.path() + "': " + reason,
                cause);
    }
}
