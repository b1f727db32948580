package dev.cairn.database.verify;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.engine.BrokenObjects;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.ForeignKeyOrphans;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A transaction that may change the structure of a database, and commits only if no more rows refer
 * to nothing, and no more views and triggers are broken, than before.
 */
public final class CheckedTransaction {

    private final DatabaseDriver driver;
    private final Engine engine;

    private CheckedTransaction(DatabaseDriver driver) {
        this.driver = driver;
        this.engine = Engine.of(driver);
    }

    /**
     * Runs the work and commits, or rolls back what it did.
     *
     * @param driver a conversation without an open transaction
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} and a line for each thing
     *     that would be broken after it; whatever the work throws passes through
     */
    public static <T> T run(DatabaseDriver driver, Supplier<T> work) {
        CheckedTransaction transaction = new CheckedTransaction(driver);
        return transaction.engine.changeStructure(driver, () -> transaction.checked(work));
    }

    private <T> T checked(Supplier<T> work) {
        ForeignKeyOrphans orphans = engine.orphans(driver);
        BrokenObjects broken = engine.brokenObjects(driver);
        T result = work.get();
        List<String> damage = new ArrayList<>(engine.orphans(driver).newSince(orphans));
        damage.addAll(engine.brokenObjects(driver).newSince(broken));
        if (!damage.isEmpty()) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "the change would leave the database broken: " + String.join("; ", damage),
                    damage,
                    null);
        }
        return result;
    }
}
