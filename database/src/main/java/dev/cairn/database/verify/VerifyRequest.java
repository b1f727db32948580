package dev.cairn.database.verify;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Asks whether a database is in order. Nothing is changed.
 *
 * @param quick whether pages are checked without their indexes, which is much faster
 * @param definition the schema that it should have; empty to leave the structure unchecked
 * @param backupFolder the folder whose backups are checked too; empty to leave them unchecked
 */
public record VerifyRequest(
        boolean quick, Optional<SchemaDefinition> definition, Optional<Path> backupFolder)
        implements MaintenanceRequest<VerifyResult> {

    /** Returns a request to check all that can be checked without further knowledge. */
    public static VerifyRequest usual() {
        return new VerifyRequest(false, Optional.empty(), Optional.empty());
    }

    @Override
    public Class<VerifyResult> resultType() {
        return VerifyResult.class;
    }

    @Override
    public Access access() {
        return Access.READ;
    }

    @Override
    public VerifyResult perform(DatabaseDriver database, ProgressListener progress) {
        return new Verification(database, this, progress).run();
    }
}
