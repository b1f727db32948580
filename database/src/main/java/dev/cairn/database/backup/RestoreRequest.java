package dev.cairn.database.backup;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.database.engine.BackupMethod;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.FileBackupMethod;
import dev.cairn.database.engine.RestoreTarget;
import dev.cairn.database.engine.ServerBackupMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Puts a backup in the place of the database. No other conversation with it may be open.
 *
 * @param folder where the backup is kept
 * @param id its id or the beginning of that
 * @param identityFile age identities that can open it, if it is encrypted
 * @param record whether it is written into the restored database's audit trail
 * @param fromOtherDatabase whether a backup that was made of another database is accepted
 * @param target the database of the server to restore into; the request is then made to another
 *     database of it. Empty for a database that is a file
 */
public record RestoreRequest(
        Path folder,
        String id,
        Optional<Path> identityFile,
        boolean record,
        boolean fromOtherDatabase,
        Optional<RestoreTarget> target)
        implements MaintenanceRequest<RestoreResult> {

    /** Makes a request to restore a backup of the same database. */
    public RestoreRequest(Path folder, String id, Optional<Path> identityFile, boolean record) {
        this(folder, id, identityFile, record, false, Optional.empty());
    }

    @Override
    public Class<RestoreResult> resultType() {
        return RestoreResult.class;
    }

    @Override
    public Access access() {
        return Access.REPLACE;
    }

    @Override
    public RestoreResult perform(DatabaseDriver database, ProgressListener progress) {
        long start = System.nanoTime();
        RestoreResult result;
        try {
            BackupManager backups = BackupManager.in(folder);
            requireOwn(backups.find(id), database);
            result = backups.restore(database, target, id, identityFile, progress);
        } catch (DatabaseException e) {
            if (record && target.isEmpty()) {
                AuditTrail.of(database)
                        .recordFailure(
                                AuditEvent.failed(
                                        "restore",
                                        id,
                                        Duration.ofNanos(System.nanoTime() - start).toMillis(),
                                        e),
                                e);
            }
            throw e;
        }
        if (record) {
            record(database, result);
        }
        return result;
    }

    private void record(DatabaseDriver database, RestoreResult result) {
        BackupMethod method =
                BackupManager.in(folder).find(id).backupMethod(Optional.of(Engine.of(database)));
        switch (method) {
            case FileBackupMethod _ -> AuditTrail.of(database).record(event(result));
            case ServerBackupMethod server ->
                    server.inDatabase(
                            database,
                            target.orElseThrow().name(),
                            restored -> AuditTrail.of(restored).record(event(result)));
        }
    }

    private void requireOwn(BackupManifest manifest, DatabaseDriver database) {
        Engine engine = Engine.of(database);
        manifest.requireOf(engine.type());
        if (!fromOtherDatabase) {
            manifest.requireOf(
                    switch (manifest.backupMethod(Optional.of(engine))) {
                        case FileBackupMethod method -> method.database(database);
                        case ServerBackupMethod method ->
                                target.map(to -> method.database(database, to.name()))
                                        .orElseGet(() -> method.database(database));
                    });
        }
    }

    private static AuditEvent event(RestoreResult result) {
        return new AuditEvent(
                "restore",
                result.database(),
                "",
                result.schemaVersion(),
                result.durationMillis(),
                AuditEvent.Outcome.DONE,
                result.backupId(),
                result.replacedKeptAs().map(path -> "replaced kept as " + path).orElse(""));
    }
}
