package dev.cairn.database.backup;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one backup, and believes nothing that its manifest does not confirm. */
final class BackupReader {

    private final BackupFolder folder;
    private final BackupManifest manifest;
    private final Optional<Engine> engine;
    private final Optional<Path> identityFile;

    /**
     * Makes a reader.
     *
     * @param engine the engine of the database that is open; empty if none is
     */
    BackupReader(
            BackupFolder folder,
            BackupManifest manifest,
            Optional<Engine> engine,
            Optional<Path> identityFile) {
        this.engine = engine;
        this.folder = folder;
        this.manifest = manifest;
        this.identityFile = identityFile;
    }

    BackupManifest manifest() {
        return manifest;
    }

    BackupVerification verify() {
        try {
            List<String> storedFaults = storedFaults();
            boolean readable = !manifest.encrypted() || identityFile.isPresent();
            if (!storedFaults.isEmpty() || !readable) {
                return new BackupVerification(manifest.id(), false, storedFaults);
            }
            return new BackupVerification(manifest.id(), true, contentFaults());
        } catch (IOException e) {
            throw failed("verify", FileErrors.reasonWithFile(e), e);
        }
    }

    private List<String> storedFaults() throws IOException {
        Path file = folder.fileOf(manifest);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of("the file '" + file + "' is missing");
        }
        if (Files.size(file) != manifest.storedBytes()) {
            return List.of(
                    "the file has "
                            + Files.size(file)
                            + " bytes, the manifest says "
                            + manifest.storedBytes());
        }
        return DurableFiles.sha256(file).equals(manifest.storedSha256())
                ? List.of()
                : List.of("the file was altered: its SHA-256 is not the one in the manifest");
    }

    private List<String> contentFaults() throws IOException {
        Path file = folder.fileOf(manifest);
        if (!manifest.compressed() && !manifest.encrypted()) {
            return manifest.backupMethod(engine)
                    .inspect(file)
                    .differencesFrom(manifest.rowCounts(), manifest.foreignKeyViolations());
        }
        Path unpacked = folder.createPartial(manifest.id() + "-verify");
        try {
            return unpackAndCheck(unpacked);
        } finally {
            Files.deleteIfExists(unpacked);
        }
    }

    /**
     * Writes the database in the backup into a file that exists and is empty, after the backup's
     * hash was found right, and opens it.
     *
     * @throws DatabaseException with BACKUP_FAILED if anything is not as the manifest says
     */
    void extractTo(Path target) {
        try {
            List<String> faults = storedFaults();
            if (faults.isEmpty()) {
                faults = unpackAndCheck(target);
            }
            if (!faults.isEmpty()) {
                throw failed("restore", String.join("; ", faults), null);
            }
        } catch (IOException e) {
            throw failed("restore", FileErrors.reasonWithFile(e), e);
        }
    }

    private List<String> unpackAndCheck(Path target) throws IOException {
        long free = Files.getFileStore(target).getUsableSpace();
        if (free < manifest.databaseBytes()) {
            return List.of(
                    "the database in it needs %d bytes, and the disk has %d"
                            .formatted(manifest.databaseBytes(), free));
        }
        BackupEncoding.decode(folder.fileOf(manifest), target, manifest, identityFile);
        if (Files.size(target) > manifest.databaseBytes()) {
            return List.of(
                    "the database in it is larger than the %d bytes that the manifest says"
                            .formatted(manifest.databaseBytes()));
        }
        if (!DurableFiles.sha256(target).equals(manifest.databaseSha256())) {
            return List.of("the database in it has another SHA-256 than the manifest says");
        }
        return manifest.backupMethod(engine)
                .inspect(target)
                .differencesFrom(manifest.rowCounts(), manifest.foreignKeyViolations());
    }

    private DatabaseException failed(String doing, String reason, @Nullable Throwable cause) {
        return new DatabaseException(
                DatabaseErrorCode.BACKUP_FAILED,
                "cannot " + doing + " backup '" + folder.fileOf(manifest) + "': " + reason,
                cause);
    }
}
