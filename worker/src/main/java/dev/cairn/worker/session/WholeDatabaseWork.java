package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.OperationPolicy;
import dev.cairn.worker.service.DatabaseService;
import java.util.function.Function;

/** Work on the database as a whole that a session asks for: what may go on beside it. */
final class WholeDatabaseWork {

    private final DatabaseService service;
    private final SessionLock lock;

    WholeDatabaseWork(DatabaseService service, SessionLock lock) {
        this.service = service;
        this.lock = lock;
    }

    /** Does work that changes nothing but what it adds by itself, beside the writers. */
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
