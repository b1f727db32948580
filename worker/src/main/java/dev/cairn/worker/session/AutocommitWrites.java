package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.UpdateResult;
import dev.cairn.worker.service.CheckedStatement;
import dev.cairn.worker.service.CheckedStatement.Kind;
import dev.cairn.worker.service.DatabaseService;
import dev.cairn.worker.write.WriteUnit;
import java.util.function.Function;

/** The writes of a session outside a transaction. */
final class AutocommitWrites {

    private final DatabaseService service;
    private final SessionLock lock;
    private final SessionDrivers drivers;

    AutocommitWrites(DatabaseService service, SessionLock lock, SessionDrivers drivers) {
        this.service = service;
        this.lock = lock;
        this.drivers = drivers;
    }

    /**
     * Carries a write out and commits it, as a rule together with others that wait.
     *
     * @param key the key under which the commit is recorded; empty for none
     * @param undoesItself whether it leaves nothing behind if it fails
     */
    UpdateResult carryOut(
            CheckedStatement statement,
            String key,
            boolean undoesItself,
            RunningRequest running,
            Function<DatabaseDriver, UpdateResult> work) {
        service.keys().begin(key);
        try {
            if (statement.temporary() || drivers.hasTemporary()) {
                return onOwnConnection(statement, running, work);
            }
            if (statement.kind() == Kind.ALONE) {
                return onMaintenanceConnection(statement, running, work);
            }
            WriteUnit unit =
                    new WriteUnit(driver -> running.during(driver, work), key, undoesItself);
            lock.run(statement::description, unit, running);
            return unit.outcome();
        } finally {
            service.keys().end(key);
        }
    }

    /** VACUUM attaches another database, which the connections of clients cannot. */
    private UpdateResult onMaintenanceConnection(
            CheckedStatement statement,
            RunningRequest running,
            Function<DatabaseDriver, UpdateResult> work) {
        return lock.during(
                statement::description,
                running,
                () -> {
                    try (DatabaseDriver driver = service.connections().openForMaintenance()) {
                        return running.during(driver, work);
                    }
                });
    }

    /** Writes on the session's own connection, because what it writes or sees is only there. */
    private UpdateResult onOwnConnection(
            CheckedStatement statement,
            RunningRequest running,
            Function<DatabaseDriver, UpdateResult> work) {
        DatabaseDriver driver = drivers.takeWriter();
        try {
            return lock.during(statement::description, running, () -> running.during(driver, work));
        } finally {
            if (statement.temporary()) {
                drivers.keep(driver);
            }
            drivers.giveBack(driver);
        }
    }
}
