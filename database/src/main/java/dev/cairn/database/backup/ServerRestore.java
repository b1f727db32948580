package dev.cairn.database.backup;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.RestoreTarget;
import dev.cairn.database.engine.ServerBackupMethod;
import dev.cairn.database.file.FailPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Puts one backup in the place of a database of a server. */
final class ServerRestore {

    private final BackupFolder folder;
    private final BackupReader backup;
    private final ServerBackupMethod method;
    private final ProgressListener progress;

    ServerRestore(
            BackupFolder folder,
            BackupReader backup,
            ServerBackupMethod method,
            ProgressListener progress) {
        this.folder = folder;
        this.backup = backup;
        this.method = method;
        this.progress = progress;
    }

    RestoreResult carryOut(DatabaseDriver driver, RestoreTarget target) {
        long start = System.nanoTime();
        BackupManifest manifest = backup.manifest();
        try {
            folder.prepare();
            Path copy = folder.createPartial(manifest.id() + "-restore");
            try {
                progress.progress("verify backup", 0, 0);
                backup.extractTo(copy);
                FailPoint.reached("restore-extracted");
                Optional<String> kept = method.restore(driver, copy, target, progress);
                return new RestoreResult(
                        manifest.id(),
                        method.database(driver, target.name()),
                        kept,
                        manifest.schemaVersion(),
                        manifest.rows(),
                        Duration.ofNanos(System.nanoTime() - start).toMillis());
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.BACKUP_FAILED,
                    "cannot restore database '"
                            + target.name()
                            + "': "
                            + FileErrors.reasonWithFile(e),
                    e);
        }
    }
}
