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

/** A statement that SQLite has prepared. */
final class PreparedSql {

    private final PreparedStatement statement;
    private final DB database;
    private final boolean inserts;
    private final int parameterCount;
    private final int columnCount;
    private final long pointer;
    private boolean inUse;

    PreparedSql(PreparedStatement statement, DB database, boolean inserts) throws SQLException {
        this.statement = statement;
        this.database = database;
        this.inserts = inserts;
        this.parameterCount = statement.getParameterMetaData().getParameterCount();
        this.pointer = ((CoreStatement) statement).pointer.safeRunLong((db, address) -> address);
        this.columnCount = database.column_count(pointer);
    }

    PreparedStatement statement() {
        return statement;
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

    void bind(List<? extends @Nullable Object> values) throws SQLException {
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
            statement.setObject(i + 1, ParameterValues.checked(values.get(i)));
        }
    }

    /** Ends the run, so that no snapshot is held, and lets go of the values. */
    void rewind() throws SQLException {
        database.reset(pointer);
        statement.clearParameters();
    }

    void discard() throws SQLException {
        statement.close();
    }
}
