package dev.cairn.database.backup;

import dev.cairn.database.MaintenanceRequest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks whether a backup is sound.
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
}
