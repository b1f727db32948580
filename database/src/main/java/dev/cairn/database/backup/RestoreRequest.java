package dev.cairn.database.backup;

import dev.cairn.database.MaintenanceRequest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts a backup in the place of the database. No other conversation with it may be open.
 *
 * @param folder where the backup is kept
 * @param id its id or the beginning of that
 * @param identityFile age identities that can open it, if it is encrypted
 * @param record whether it is written into the restored database's audit trail
 */
public record RestoreRequest(Path folder, String id, Optional<Path> identityFile, boolean record)
        implements MaintenanceRequest<RestoreResult> {

    @Override
    public Class<RestoreResult> resultType() {
        return RestoreResult.class;
    }
}
