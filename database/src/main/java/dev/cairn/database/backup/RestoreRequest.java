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
 * @param fromOtherDatabase whether a backup that was made of another database is accepted
 */
public record RestoreRequest(
        Path folder,
        String id,
        Optional<Path> identityFile,
        boolean record,
        boolean fromOtherDatabase)
        implements MaintenanceRequest<RestoreResult> {

    /** Makes a request to restore a backup of the same database. */
    public RestoreRequest(Path folder, String id, Optional<Path> identityFile, boolean record) {
        this(folder, id, identityFile, record, false);
    }

    @Override
    public Class<RestoreResult> resultType() {
        return RestoreResult.class;
    }
}
