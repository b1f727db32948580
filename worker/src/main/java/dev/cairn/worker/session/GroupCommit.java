package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.database.UpdateResult;
import dev.cairn.worker.queue.GroupRunner;
import java.util.ArrayList;
import java.util.List;

/**
 * Carries writes that waited together out in one transaction, each under a savepoint of its own, so
 * that one that fails fails alone. Nobody is told anything before the commit. Should the
 * transaction as a whole be lost, by the commit or by a unit that takes it along, every other unit
 * is done again by itself: one session's error never becomes another's.
 */
final class GroupCommit implements GroupRunner<WriteUnit> {

    private static final String SAVEPOINT = "unit";

    private final DatabaseDriver driver;
    private final CommitKeys keys;
    private final long budgetNanos;

    /**
     * Makes a runner.
     *
     * @param driver the connection that it alone uses
     * @param budgetNanos after how much work no further unit is taken into a transaction
     */
    GroupCommit(DatabaseDriver driver, CommitKeys keys, long budgetNanos) {
        this.driver = driver;
        this.keys = keys;
        this.budgetNanos = budgetNanos;
    }

    @Override
    public int run(List<WriteUnit> group) {
        if (group.size() == 1 || group.getFirst().alone()) {
            runAlone(group.getFirst());
            return 1;
        }
        return runTogether(group);
    }

    private void runAlone(WriteUnit unit) {
        try {
            if (unit.key().isEmpty() || unit.alone()) {
                unit.perform(driver);
            } else {
                driver.begin(TransactionMode.WRITE);
                performWithKey(unit);
                driver.commit();
            }
        } catch (RuntimeException e) {
            unit.fail(e);
        } finally {
            endTransaction();
        }
    }

    private void performWithKey(WriteUnit unit) {
        UpdateResult result = unit.perform(driver);
        if (!unit.key().isEmpty()) {
            keys.record(driver, unit.key(), result);
        }
    }

    private int runTogether(List<WriteUnit> group) {
        List<WriteUnit> taken = new ArrayList<>();
        boolean committed = false;
        try {
            driver.begin(TransactionMode.WRITE);
            long start = System.nanoTime();
            for (WriteUnit unit : group) {
                if (unit.alone() || (!taken.isEmpty() && System.nanoTime() - start > budgetNanos)) {
                    break;
                }
                taken.add(unit);
                if (!runUnderSavepoint(unit)) {
                    break;
                }
            }
            if (driver.transactionState() == TransactionState.WRITE) {
                driver.commit();
                committed = true;
            }
        } catch (RuntimeException _) {
            // Whatever it was, each unit will meet it again by itself and be told.
        } finally {
            endTransaction();
        }
        return committed ? taken.size() : runEachAlone(taken.isEmpty() ? group : taken);
    }

    /** Returns whether the transaction is still there. */
    private boolean runUnderSavepoint(WriteUnit unit) {
        driver.savepoint(SAVEPOINT);
        try {
            performWithKey(unit);
        } catch (RuntimeException e) {
            unit.fail(e);
            if (driver.transactionState() != TransactionState.WRITE) {
                return false;
            }
            driver.rollbackToSavepoint(SAVEPOINT);
        }
        driver.releaseSavepoint(SAVEPOINT);
        return true;
    }

    private int runEachAlone(List<WriteUnit> units) {
        for (WriteUnit unit : units) {
            if (!unit.failed()) {
                runAlone(unit);
            }
        }
        return units.size();
    }

    private void endTransaction() {
        if (driver.transactionState() != TransactionState.IDLE) {
            driver.rollback();
        }
    }
}
