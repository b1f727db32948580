package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connections of a session. They are the pool's, but for one with temporary objects. */
final class SessionDrivers {

    private final DriverPool pool;
    private final List<DatabaseDriver> free = new ArrayList<>();
    private @Nullable DatabaseDriver temporary;

    SessionDrivers(DriverPool pool) {
        this.pool = pool;
    }

    /** Returns a connection that nothing of this session uses at the moment. */
    DatabaseDriver take() {
        DatabaseDriver keeper = temporary;
        if (keeper != null) {
            // Temporary objects live on one connection, so all statements run there.
            return keeper;
        }
        return free.isEmpty() ? pool.take() : free.removeLast();
    }

    void giveBack(DatabaseDriver driver) {
        if (!driver.equals(temporary)) {
            free.add(driver);
        }
    }

    /** Keeps a connection for this session alone, because temporary objects are on it now. */
    void keep(DatabaseDriver driver) {
        temporary = driver;
    }

    boolean hasTemporary() {
        return temporary != null;
    }

    /** Gives up the connections that are not in use, for others or for good. */
    void giveUpFree() {
        free.forEach(pool::giveBack);
        free.clear();
    }

    /** Gives all up; none may be in use. */
    void close() {
        if (temporary != null) {
            temporary.close();
            temporary = null;
        }
        giveUpFree();
    }
}
