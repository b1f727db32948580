package dev.cairn.database.sqlite.schema;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A transaction that may change the structure of a SQLite database. Foreign keys are off while it
 * runs, because dropping a table would delete the rows that refer to it
 * (https://www.sqlite.org/lang_altertable.html section 7). That PRAGMA has no effect inside a
 * transaction, so it is set before and restored after, however the transaction ended.
 */
public final class SqliteStructureTransaction {

    /** A caller that goes on cancelling must not leave the connection without foreign keys. */
    private static final int RESTORE_ATTEMPTS = 10_000;

    private final DatabaseDriver driver;

    private SqliteStructureTransaction(DatabaseDriver driver) {
        this.driver = driver;
    }

    /**
     * Runs work with the write lock. It is committed when the work returns and rolled back when it
     * throws.
     *
     * @param driver a conversation without an open transaction
     * @throws DatabaseException with {@link DatabaseErrorCode#TRANSACTION_STATE} if one is open
     *     already; whatever the work throws passes through
     */
    public static <T> T run(DatabaseDriver driver, Supplier<T> work) {
        if (driver.transactionState() != TransactionState.IDLE) {
            throw insideTransaction();
        }
        SqliteStructureTransaction transaction = new SqliteStructureTransaction(driver);
        boolean enforced = transaction.isOn("foreign_keys");
        boolean legacyRename = transaction.isOn("legacy_alter_table");
        T result;
        try {
            transaction.set("foreign_keys", false);
            result = driver.inTransaction(TransactionMode.WRITE, work);
        } catch (RuntimeException | Error e) {
            transaction.restoreAfter(e, enforced, legacyRename);
            throw e;
        }
        transaction.restore(enforced, legacyRename);
        return result;
    }

    private void restoreAfter(Throwable failure, boolean enforced, boolean legacyRename) {
        try {
            restore(enforced, legacyRename);
        } catch (DatabaseException e) {
            failure.addSuppressed(e);
        }
    }

    private void restore(boolean enforced, boolean legacyRename) {
        restore("legacy_alter_table", legacyRename);
        restore("foreign_keys", enforced);
    }

    private boolean isOn(String setting) {
        return driver.queryValue("PRAGMA " + setting).equals(Optional.of(1L));
    }

    /** SQLite ignores some PRAGMAs in a transaction without a word, so they are read back. */
    private void set(String setting, boolean on) {
        driver.execute("PRAGMA " + setting + "=" + (on ? "ON" : "OFF"));
        if (isOn(setting) != on) {
            throw insideTransaction();
        }
    }

    private void restore(String setting, boolean on) {
        for (int attempt = 1; true; attempt++) {
            try {
                set(setting, on);
                return;
            } catch (DatabaseException e) {
                if (e.code() != DatabaseErrorCode.CANCELLED || attempt == RESTORE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static DatabaseException insideTransaction() {
        return new DatabaseException(
                DatabaseErrorCode.TRANSACTION_STATE,
                "cannot change the structure inside a transaction; end it first");
    }
}
