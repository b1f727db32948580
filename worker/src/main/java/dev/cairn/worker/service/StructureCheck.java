package dev.cairn.worker.service;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through a database for damage, from a thread and a connection of its own, while its clients
 * go on: the end of a process damages nothing (https://www.sqlite.org/atomiccommit.html), so no
 * client needs to wait, but its cause may have.
 */
public final class StructureCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StructureCheck.class);
    private static final String SOUND = "ok";

    private final DatabaseDriver driver;
    private final Consumer<String> damage;
    private final Thread thread;

    /**
     * Begins to look.
     *
     * @param damage told what was found, if anything was
     */
    StructureCheck(Supplier<? extends DatabaseDriver> opener, Consumer<String> damage) {
        this.driver = opener.get();
        this.damage = damage;
        this.thread = Thread.ofPlatform().daemon().name("structure-check").start(this::run);
    }

    private void run() {
        try (driver) {
            String found =
                    driver.queryValue("PRAGMA quick_check(1)").map(String::valueOf).orElse(SOUND);
            if (found.equals(SOUND)) {
                LOG.info("the structure of the database is sound");
            } else {
                damage.accept(found);
            }
        } catch (DatabaseException e) {
            LOG.warn("the structure of the database was not checked: {}", e.getMessage());
        }
    }

    /** Stops looking. */
    @Override
    public void close() {
        while (thread.isAlive()) {
            driver.cancel();
            try {
                thread.join(10);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
