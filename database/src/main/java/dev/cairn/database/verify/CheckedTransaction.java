package dev.cairn.database.verify;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A transaction that may change the structure of a SQLite database. Foreign keys are not enforced
 * while it runs, because dropping a table would delete the rows that refer to it
 * (https://www.sqlite.org/lang_altertable.html, 8); instead it commits only if no more rows refer
 * to nothing, and no more views and triggers are broken, than before.
 */
public final class CheckedTransaction {

    private final DatabaseDriver driver;

    private CheckedTransaction(DatabaseDriver driver) {
        this.driver = driver;
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
        boolean enforced = transaction.isOn("foreign_keys");
        boolean legacyRename = transaction.isOn("legacy_alter_table");
        transaction.set("foreign_keys", false);
        try {
            return driver.inTransaction(TransactionMode.WRITE, () -> transaction.checked(work));
        } finally {
            transaction.set("legacy_alter_table", legacyRename);
            transaction.set("foreign_keys", enforced);
        }
    }

    private <T> T checked(Supplier<T> work) {
        ForeignKeyOrphans orphans = ForeignKeyOrphans.find(driver);
        BrokenObjects broken = BrokenObjects.find(driver);
        T result = work.get();
        List<String> damage = new ArrayList<>(ForeignKeyOrphans.find(driver).newSince(orphans));
        damage.addAll(BrokenObjects.find(driver).newSince(broken));
        if (!damage.isEmpty()) {
            throw new DatabaseException(
                    DatabaseErrorCode.REFUSED,
                    "the change would leave the database broken: " + String.join("; ", damage),
                    damage,
                    null);
        }
        return result;
    }

    private boolean isOn(String setting) {
        return driver.queryValue("PRAGMA " + setting).equals(Optional.of(1L));
    }

    /** SQLite ignores some PRAGMAs in a transaction without a word, so they are read back. */
    private void set(String setting, boolean on) {
        driver.execute("PRAGMA " + setting + "=" + (on ? "ON" : "OFF"));
        if (isOn(setting) != on) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_STATE,
                    "cannot change the structure inside a transaction; end it first");
        }
    }
}
