package dev.cairn.database.repair;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks for what aborted rebuilds, restores and migrations left behind and puts right what is
 * certain. Unlike {@link RepairRequest}, it does not read the pages of the database, so it takes as
 * long for a large one.
 *
 * @param definition the schema that the database should have, which makes more of it certain
 * @param backupFolder where the backup goes that is made before something is repaired; empty to
 *     make none
 */
public record InterruptedWorkRequest(
        Optional<SchemaDefinition> definition, Optional<Path> backupFolder)
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
        RepairRequest request = new RepairRequest(false, definition, backupFolder);
        return RepairRun.ofInterruptedWork(database, request, progress).run();
    }
}
