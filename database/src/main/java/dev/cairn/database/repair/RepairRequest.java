package dev.cairn.database.repair;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A request to find leftovers of aborted changes, and to repair what is certain, in one
 * transaction.
 *
 * @param dryRun whether only to say what would be done
 * @param definition the schema that the database should have, which makes more of it certain
 * @param backupFolder where the backup goes that is made before something is repaired; empty to
 *     make none
 */
public record RepairRequest(
        boolean dryRun, Optional<SchemaDefinition> definition, Optional<Path> backupFolder)
        implements MaintenanceRequest<RepairResult> {

    @Override
    public Class<RepairResult> resultType() {
        return RepairResult.class;
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public RepairResult perform(DatabaseDriver database, ProgressListener progress) {
        return new RepairRun(database, this, progress).run();
    }
}
