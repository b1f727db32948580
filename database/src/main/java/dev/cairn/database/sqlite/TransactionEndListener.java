package dev.cairn.database.sqlite;

import org.sqlite.SQLiteCommitListener;

/**
 * Hears of every commit and rollback, and so of those that SQLite makes by itself: after OR
 * ROLLBACK, RAISE(ROLLBACK), an interrupted write, a full disk
 * (https://www.sqlite.org/lang_transaction.html). The driver gives no access to
 * sqlite3_get_autocommit; its commit and rollback hooks are called for the same events, on the
 * thread that runs the statement.
 */
final class TransactionEndListener implements SQLiteCommitListener {

    private boolean ended;

    @Override
    public void onCommit() {
        ended = true;
    }

    @Override
    public void onRollback() {
        ended = true;
    }

    void transactionBegins() {
        ended = false;
    }

    boolean transactionEnded() {
        return ended;
    }
}
