package dev.cairn.worker.write;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.database.UpdateResult;
import dev.cairn.database.file.FailPoint;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.worker.queue.GroupRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Carries writes that waited together out in one transaction, so that one that fails fails alone:
 * what it did until then is undone by SQLite, as part of its statement, or by a savepoint of its
 * own. No answer is given before the commit. If the transaction as a whole is lost, by the commit
 * or by a unit that takes it along, every unit is done again by itself, those that had failed too:
 * their reason may have been a row that is gone. One session's error never becomes another's.
 *
 * <p>A temporary object on the shared connection would hide a table of the database from all later
 * writes, so each transaction is asked for them, whatever its statements looked like.
 */
public final class GroupCommit implements GroupRunner<WriteUnit> {

    private static final String SAVEPOINT = "unit";

    private final Supplier<SqliteDriver> writer;
    private final Runnable replaceWriter;
    private final CommitKeys keys;
    private final long budgetNanos;

    /**
     * Makes a runner.
     *
     * @param writer the connection, used by this group only while it runs
     * @param replaceWriter gives the connection up for another
     * @param budgetNanos after how much work no further unit is taken into a transaction
     */
    public GroupCommit(
            Supplier<SqliteDriver> writer,
            Runnable replaceWriter,
            CommitKeys keys,
            long budgetNanos) {
        this.writer = writer;
        this.replaceWriter = replaceWriter;
        this.keys = keys;
        this.budgetNanos = budgetNanos;
    }

    @Override
    public int run(List<WriteUnit> group) {
        if (group.size() == 1) {
            runAlone(group.getFirst());
            return 1;
        }
        return runTogether(group);
    }

    private void runAlone(WriteUnit unit) {
        try {
            if (unit.key().isEmpty()) {
                unit.perform(writer.get());
            } else {
                writer.get().begin(TransactionMode.WRITE);
                performWithKey(unit);
                requireNoTemporaryObjects();
                FailPoint.reached("write-done");
                writer.get().commit();
            }
            FailPoint.reached("write-committed");
        } catch (RuntimeException e) {
            unit.fail(e);
        } finally {
            endTransaction();
            dropTemporaryObjects(unit);
        }
    }

    /**
     * Gives the connection up if it has temporary objects. A unit without a key is committed by
     * now, so a look that fails must not be reported as a failure of the unit.
     */
    private void dropTemporaryObjects(WriteUnit unit) {
        boolean found = false;
        boolean unknown = false;
        try {
            found = writer.get().hasTemporaryObjects();
        } catch (RuntimeException _) {
            unknown = true;
        }
        if (found) {
            unit.fail(temporaryObject());
        }
        if (found || unknown) {
            replaceWriter.run();
        }
    }

    private void requireNoTemporaryObjects() {
        if (writer.get().hasTemporaryObjects()) {
            throw temporaryObject();
        }
    }

    private static DatabaseException temporaryObject() {
        return new DatabaseException(
                DatabaseErrorCode.FORBIDDEN,
                "the statement left a temporary object on the connection of all writers; begin it"
                        + " with CREATE TEMP");
    }

    private void performWithKey(WriteUnit unit) {
        UpdateResult result = unit.perform(writer.get());
        if (!unit.key().isEmpty()) {
            keys.record(writer.get(), unit.key(), result);
        }
    }

    private int runTogether(List<WriteUnit> group) {
        List<WriteUnit> taken = new ArrayList<>();
        boolean committed = false;
        try {
            writer.get().begin(TransactionMode.WRITE);
            FailPoint.reached("group-begun");
            long start = System.nanoTime();
            for (WriteUnit unit : group) {
                if (!taken.isEmpty() && System.nanoTime() - start > budgetNanos) {
                    break;
                }
                taken.add(unit);
                if (!(unit.needsSavepoint() ? runUnderSavepoint(unit) : runByItself(unit))) {
                    break;
                }
            }
            if (writer.get().transactionState() == TransactionState.WRITE) {
                requireNoTemporaryObjects();
                FailPoint.reached("group-done");
                writer.get().commit();
                FailPoint.reached("group-committed");
                committed = true;
            }
        } catch (RuntimeException _) {
            // Each unit will meet it again by itself, and gets its own answer.
        } finally {
            endTransaction();
        }
        return committed ? taken.size() : runEachAlone(taken.isEmpty() ? group : taken);
    }

    /** Returns whether the transaction is still there. */
    private boolean runByItself(WriteUnit unit) {
        try {
            unit.perform(writer.get());
        } catch (RuntimeException e) {
            unit.fail(e);
        }
        return writer.get().transactionState() == TransactionState.WRITE;
    }

    /** Returns whether the transaction is still there. */
    private boolean runUnderSavepoint(WriteUnit unit) {
        writer.get().savepoint(SAVEPOINT);
        try {
            performWithKey(unit);
        } catch (RuntimeException e) {
            unit.fail(e);
            if (writer.get().transactionState() != TransactionState.WRITE) {
                return false;
            }
            writer.get().rollbackToSavepoint(SAVEPOINT);
        }
        writer.get().releaseSavepoint(SAVEPOINT);
        return true;
    }

    private int runEachAlone(List<WriteUnit> units) {
        for (WriteUnit unit : units) {
            unit.forgetFailure();
            runAlone(unit);
        }
        return units.size();
    }

    private void endTransaction() {
        if (writer.get().transactionState() != TransactionState.IDLE) {
            writer.get().rollback();
        }
    }
}
