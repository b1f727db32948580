package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.worker.service.DriverPool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a session: those that can only read, and those that can write. They are the
 * pools', but for one with temporary objects.
 */
final class SessionDrivers {

    private final DriverPool readers;
    private final DriverPool writers;
    private final List<DatabaseDriver> freeReaders = new ArrayList<>();
    private final List<DatabaseDriver> freeWriters = new ArrayList<>();
    private final Set<DatabaseDriver> lentWriters =
            Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable DatabaseDriver temporary;

    SessionDrivers(DriverPool readers, DriverPool writers) {
        this.readers = readers;
        this.writers = writers;
    }

    /** Returns a connection that refuses to write and that nothing of this session uses. */
    DatabaseDriver takeReader() {
        DatabaseDriver keeper = temporary;
        if (keeper != null) {
            // Temporary objects live on one connection, so all statements run there.
            return keeper;
        }
        return freeReaders.isEmpty() ? readers.take() : freeReaders.removeLast();
    }

    /** Returns a connection that can write and that nothing of this session uses. */
    DatabaseDriver takeWriter() {
        DatabaseDriver keeper = temporary;
        if (keeper != null) {
            return keeper;
        }
        DatabaseDriver writer = freeWriters.isEmpty() ? writers.take() : freeWriters.removeLast();
        lentWriters.add(writer);
        return writer;
    }

    void giveBack(DatabaseDriver driver) {
        if (driver.equals(temporary)) {
            return;
        }
        if (lentWriters.remove(driver)) {
            freeWriters.add(driver);
        } else {
            freeReaders.add(driver);
        }
    }

    /** Keeps a connection for this session alone, because temporary objects are on it now. */
    void keep(DatabaseDriver driver) {
        temporary = driver;
        lentWriters.remove(driver);
    }

    boolean hasTemporary() {
        return temporary != null;
    }

    /** Gives up the connections that are not in use, for others or for good. */
    void giveUpFree() {
        freeReaders.forEach(readers::giveBack);
        freeReaders.clear();
        freeWriters.forEach(writers::giveBack);
        freeWriters.clear();
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
