package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ParameterValues;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * A statement that SQLite has prepared. It is bound and stepped through the driver's core: what
 * JDBC has around that would cost as much again as the usual short statement.
 */
final class PreparedSql {

    // https://www.sqlite.org/rescode.html
    private static final int SQLITE_ROW = 100;
    private static final int SQLITE_DONE = 101;

    private final PreparedStatement statement;
    private final CoreStatement core;
    private final DB database;
    private final boolean inserts;
    private final int parameterCount;
    private final int columnCount;
    private final long pointer;
    private boolean inUse;

    PreparedSql(PreparedStatement statement, DB database, boolean inserts) throws SQLException {
        this.statement = statement;
        this.core = (CoreStatement) statement;
        this.database = database;
        this.inserts = inserts;
        this.parameterCount = statement.getParameterMetaData().getParameterCount();
        this.pointer = core.pointer.safeRunLong((db, address) -> address);
        this.columnCount = database.column_count(pointer);
    }

    /** Returns whether it may insert rows, and so give a new row id. */
    boolean inserts() {
        return inserts;
    }

    int columnCount() {
        return columnCount;
    }

    /** Returns the address of the sqlite3_stmt, valid until {@link #discard}. */
    long pointer() {
        return pointer;
    }

    boolean inUse() {
        return inUse;
    }

    void setInUse(boolean inUse) {
        this.inUse = inUse;
    }

    int parameterCount() {
        return parameterCount;
    }

    /**
     * Returns the values as they can be bound.
     *
     * @throws DatabaseException if they are too many, too few, or of a class that is not stored
     */
    @Nullable Object[] checked(List<? extends @Nullable Object> values) {
        @Nullable Object[] checked = new @Nullable Object[parameterCount];
        putChecked(values, checked, 0);
        return checked;
    }

    /**
     * Puts the values as they can be bound where they are wanted.
     *
     * @throws DatabaseException if they are too many, too few, or of a class that is not stored
     */
    void putChecked(List<? extends @Nullable Object> values, @Nullable Object[] target, int start) {
        if (values.size() != parameterCount) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_STATEMENT,
                    "the statement has "
                            + parameterCount
                            + " parameters, but "
                            + values.size()
                            + " values were given");
        }
        for (int i = 0; i < parameterCount; i++) {
            target[start + i] = ParameterValues.checked(values.get(i));
        }
    }

    /** Binds the values, takes the first step, and returns whether it came to a row. */
    boolean start(@Nullable Object[] values) throws SQLException {
        return database.execute(core, values);
    }

    /** Takes the next step and returns whether it came to a row. */
    boolean step() throws SQLException {
        int result = database.step(pointer);
        if (result != SQLITE_ROW && result != SQLITE_DONE) {
            database.throwex(result);
        }
        return result == SQLITE_ROW;
    }

    /** Runs the statement to its end; what it returns is dropped. */
    void run(@Nullable Object[] values) throws SQLException {
        if (!start(values)) {
            return; // The library has reset it.
        }
        while (step()) {
            // The row is dropped.
        }
        database.reset(pointer);
    }

    /** Runs the statement and returns the integer in its first column; 0 if there is no row. */
    long number(@Nullable Object... values) throws SQLException {
        long number = start(values) ? database.column_long(pointer, 0) : 0;
        database.reset(pointer);
        return number;
    }

    /** Ends the run, so that no snapshot is held, and lets go of the values. */
    void rewind() throws SQLException {
        database.reset(pointer);
        database.clear_bindings(pointer);
    }

    /** Closes the statement. The error of its last run, which SQLite would repeat, is taken off. */
    void discard() throws SQLException {
        if (!core.pointer.isClosed()) {
            database.reset(pointer);
        }
        statement.close();
    }
}
