package dev.cairn.database.verify;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A request to check a database. It changes nothing.
 *
 * @param quick whether pages are checked without their indexes, which is much faster
 * @param definition the schema that the database should have; empty to skip that check
 * @param backupFolder the folder whose backups are checked too; empty to skip them
 */
public record VerifyRequest(
        boolean quick, Optional<SchemaDefinition> definition, Optional<Path> backupFolder)
        implements MaintenanceRequest<VerifyResult> {

    /** Returns a request for all checks that need neither a definition nor backups. */
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
