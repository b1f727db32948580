package dev.cairn.database.backup;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.engine.Engine;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A request to check a backup.
 *
 * @param folder where it is kept
 * @param id its id or the beginning of that
 * @param identityFile age identities that can open it, if it is encrypted
 */
public record BackupVerifyRequest(Path folder, String id, Optional<Path> identityFile)
        implements MaintenanceRequest<BackupVerification> {

    @Override
    public Class<BackupVerification> resultType() {
        return BackupVerification.class;
    }

    @Override
    public Access access() {
        return Access.READ;
    }

    @Override
    public BackupVerification perform(DatabaseDriver database, ProgressListener progress) {
        return BackupManager.in(folder).verify(id, Optional.of(Engine.of(database)), identityFile);
    }
}
