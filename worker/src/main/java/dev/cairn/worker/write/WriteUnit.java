package dev.cairn.worker.write;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.UpdateResult;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One write outside a transaction, which is committed together with others that wait. */
public final class WriteUnit {

    private final Function<DatabaseDriver, UpdateResult> work;
    private final String key;
    private final boolean undoesItself;
    private @Nullable UpdateResult result;
    private @Nullable DatabaseException failure;

    /**
     * Makes a unit.
     *
     * @param work what it does; it may be done twice, if the first was rolled back
     * @param key the key under which its commit is recorded; empty for none
     * @param undoesItself whether it leaves nothing behind if it fails in a transaction that goes
     *     on, or just what it would leave without one
     */
    public WriteUnit(
            Function<DatabaseDriver, UpdateResult> work, String key, boolean undoesItself) {
        this.work = work;
        this.key = key;
        this.undoesItself = undoesItself;
    }

    public String key() {
        return key;
    }

    /** Returns whether it needs a savepoint to be undone by itself. */
    public boolean needsSavepoint() {
        return !undoesItself || !key.isEmpty();
    }

    /** Says that it begins again. */
    public void forgetFailure() {
        failure = null;
    }

    public boolean failed() {
        return failure != null;
    }

    /**
     * Does the work.
     *
     * @throws DatabaseException if it fails; the caller decides what that means
     */
    public UpdateResult perform(DatabaseDriver driver) {
        UpdateResult done = work.apply(driver);
        result = done;
        return done;
    }

    public void fail(RuntimeException cause) {
        failure =
                cause instanceof DatabaseException known
                        ? known
                        : new DatabaseException(
                                DatabaseErrorCode.INTERNAL, "the write failed: " + cause, cause);
    }

    /** Returns what it did, after the commit that holds it. */
    public UpdateResult outcome() {
        if (failure != null) {
            throw failure;
        }
        if (result == null) {
            throw new DatabaseException(
                    DatabaseErrorCode.INTERNAL, "the write was neither done nor refused");
        }
        return result;
    }
}
