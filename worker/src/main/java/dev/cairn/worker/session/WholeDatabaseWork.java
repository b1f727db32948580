package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.OperationPolicy;
import dev.cairn.worker.service.DatabaseService;
import java.util.function.Function;

/** Work on the whole database that a session asks for, and what may go on meanwhile. */
final class WholeDatabaseWork {

    private final DatabaseService service;
    private final SessionLock lock;

    WholeDatabaseWork(DatabaseService service, SessionLock lock) {
        this.service = service;
        this.lock = lock;
    }

    /** Does work that may only add data of its own, while writers go on. */
    <T> T besideWriters(RunningRequest running, Function<DatabaseDriver, T> work) {
        try (DatabaseDriver driver = service.connections().openForMaintenance()) {
            return running.during(driver, work);
        }
    }

    /** Does work while no other session writes. */
    <T> T insteadOfWriters(
            String activity, RunningRequest running, Function<DatabaseDriver, T> work) {
        return lock.during(() -> activity, running, () -> besideWriters(running, work));
    }

    /** Does work while no other session has a connection. */
    <T> T alone(String activity, RunningRequest running, Function<DatabaseDriver, T> work) {
        return lock.during(
                () -> activity,
                running,
                () -> service.alone(driver -> running.during(driver, work)));
    }

    /** Returns what keeps such work away while it fails repeatedly. */
    OperationPolicy policy() {
        return service.maintenance();
    }
}
