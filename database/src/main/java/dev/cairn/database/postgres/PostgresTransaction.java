package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.AutoSave;
import org.postgresql.jdbc.PgConnection;

/**
 * The transaction of a conversation, with the connection that it holds from its begin to its end.
 */
final class PostgresTransaction {

    private static final StatementWatch.Deadline NO_DEADLINE =
            StatementWatch.Deadline.in(Optional.empty());

    private final PostgresSource source;
    private final StatementWatch watch;
    private final Lender lender;
    private final Deque<String> savepoints = new ArrayDeque<>();
    private TransactionState state = TransactionState.IDLE;
    private @Nullable Connection connection;

    /** Where the connection comes from. */
    interface Lender {

        /** Takes a connection back that can be used again. */
        void giveBack(Connection connection);

        /** Takes a connection back whose state is not known. */
        void drop(Connection connection);
    }

    PostgresTransaction(PostgresSource source, StatementWatch watch, Lender lender) {
        this.source = source;
        this.watch = watch;
        this.lender = lender;
    }

    TransactionState state() {
        return state;
    }

    /** Returns the connection; null outside of a transaction. */
    @Nullable Connection connection() {
        return connection;
    }

    void begin(TransactionMode mode, Connection taken) {
        if (state != TransactionState.IDLE) {
            throw wrongState("a transaction is open already; use a savepoint inside it");
        }
        connection = taken;
        try {
            taken.setAutoCommit(false);
            if (mode == TransactionMode.READ) {
                // The snapshot is taken by the first query.
                run(taken, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SELECT 1");
            }
            state = mode == TransactionMode.READ ? TransactionState.READ : TransactionState.WRITE;
        } catch (SQLException e) {
            discard();
            throw PostgresErrors.translate("begin a transaction", e);
        }
    }

    /** Runs a statement without a savepoint of the driver below around it. */
    private void run(Connection on, String sql) throws SQLException {
        PgConnection own = on.unwrap(PgConnection.class);
        own.setAutosave(AutoSave.NEVER);
        try (Statement statement = on.createStatement()) {
            watch.run(on, NO_DEADLINE, () -> statement.execute(sql));
        } finally {
            own.setAutosave(AutoSave.ALWAYS);
        }
    }

    /** Does work of many statements that is undone as a whole if one of them fails. */
    <T> T asOne(String name, Supplier<T> work) {
        Connection present = open();
        savepoint(name);
        boolean done = false;
        try {
            present.unwrap(PgConnection.class).setAutosave(AutoSave.NEVER);
            T result = work.get();
            done = true;
            return result;
        } catch (SQLException e) {
            throw failed("begin " + name, e, false);
        } finally {
            endAsOne(present, name, done);
        }
    }

    // A connection is the same only if it is the same object.
    @SuppressWarnings("ReferenceEquality")
    private void endAsOne(Connection present, String name, boolean done) {
        try {
            present.unwrap(PgConnection.class).setAutosave(AutoSave.ALWAYS);
            if (present != connection || state == TransactionState.FAILED) {
                return;
            }
            if (!done) {
                rollbackTo(name);
            }
            release(name);
        } catch (SQLException e) {
            throw failed("end " + name, e, false);
        }
    }

    private Connection open() {
        Connection present = connection;
        if (present == null) {
            throw wrongState("no transaction is open");
        }
        return present;
    }

    private static DatabaseException wrongState(String message) {
        return new DatabaseException(DatabaseErrorCode.TRANSACTION_STATE, message);
    }

    void commit() {
        Connection present = open();
        if (state == TransactionState.WRITE) {
            checkDeferredConstraints(present);
        }
        try {
            watch.run(
                    present,
                    NO_DEADLINE,
                    () -> {
                        present.commit();
                        return true;
                    });
        } catch (SQLException e) {
            boolean wrote = state == TransactionState.WRITE;
            state = TransactionState.FAILED;
            if (wrote && PostgresErrors.isLost(e)) {
                throw inDoubt("commit", e);
            }
            throw PostgresErrors.translate("commit", e);
        }
        if (state == TransactionState.WRITE) {
            source.wrote();
        }
        giveBack(present);
    }

    /** Returns the exception for a write of which the answer is lost. */
    static DatabaseException inDoubt(String doing, SQLException error) {
        return new DatabaseException(
                DatabaseErrorCode.IN_DOUBT,
                "cannot "
                        + doing
                        + ": the connection broke before the answer came, so it is not known"
                        + " whether it was done; read the data before you repeat it: "
                        + PostgresErrors.text(error),
                error);
    }

    /** After this has failed the constraints are deferred again, so that the rows can be mended. */
    private void checkDeferredConstraints(Connection present) {
        try (Statement statement = present.createStatement()) {
            watch.run(
                    present, NO_DEADLINE, () -> statement.execute("SET CONSTRAINTS ALL IMMEDIATE"));
        } catch (SQLException e) {
            throw failed("commit", e, true);
        }
    }

    /** Rolls back; does nothing outside a transaction. */
    void rollback() {
        Connection present = connection;
        if (present != null) {
            try {
                present.rollback();
                giveBack(present);
            } catch (SQLException _) {
                // What is lost is rolled back by the server.
                discard();
            }
        }
        state = TransactionState.IDLE;
    }

    private void giveBack(Connection present) {
        connection = null;
        savepoints.clear();
        state = TransactionState.IDLE;
        try {
            present.setAutoCommit(true);
            lender.giveBack(present);
        } catch (SQLException _) {
            lender.drop(present);
        }
    }

    private void discard() {
        Connection present = connection;
        connection = null;
        savepoints.clear();
        if (present != null) {
            lender.drop(present);
        }
    }

    void savepoint(String name) {
        control("SAVEPOINT " + quoted(name));
        savepoints.push(name);
    }

    void release(String name) {
        requireSavepoint(name);
        control("RELEASE SAVEPOINT " + quoted(name));
        while (!savepoints.pop().equals(name)) {
            // Those set after it are gone too.
        }
    }

    void rollbackTo(String name) {
        requireSavepoint(name);
        control("ROLLBACK TO SAVEPOINT " + quoted(name));
        while (!savepoints.getFirst().equals(name)) {
            savepoints.pop();
        }
    }

    private void requireSavepoint(String name) {
        open();
        if (!savepoints.contains(name)) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_STATEMENT, "there is no savepoint '" + name + "'");
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private void control(String sql) {
        try {
            run(open(), sql);
        } catch (SQLException e) {
            throw failed("run " + sql, e, false);
        }
    }

    /**
     * Returns the exception for a failed statement of the transaction, after which the transaction
     * goes on or has failed.
     */
    DatabaseException failed(String doing, SQLException error, boolean writes) {
        return noted(watch.failure(doing, NO_DEADLINE, error), error, writes);
    }

    /** Notes what a failure of a statement means for the transaction. */
    DatabaseException noted(DatabaseException failure, SQLException error, boolean writes) {
        boolean lost = PostgresErrors.isLost(error);
        boolean stopped = failure.code().isStop() && writes;
        if (lost || stopped || PostgresErrors.state(error).equals("40P01")) {
            state = TransactionState.FAILED;
            if (lost) {
                discard();
                return new DatabaseException(
                        DatabaseErrorCode.CONNECTION_LOST,
                        "the connection broke, and the transaction was rolled back: "
                                + PostgresErrors.text(error),
                        error);
            }
            undoNow();
        }
        return failure;
    }

    /** Frees the locks, though the caller has yet to say that it is over. */
    private void undoNow() {
        Connection present = connection;
        if (present != null) {
            try {
                present.rollback();
            } catch (SQLException _) {
                discard();
            }
        }
    }
}
