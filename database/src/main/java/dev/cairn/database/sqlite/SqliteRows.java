package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.ValueType;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.DB;

/**
 * The rows of one query. Values are read by SQLite's column functions from the statement itself,
 * without the objects that JDBC makes of them.
 */
final class SqliteRows implements Rows {

    private static final String READ_VALUE = "read a value";

    // https://www.sqlite.org/c3ref/c_blob.html
    private static final int SQLITE_INTEGER = 1;
    private static final int SQLITE_FLOAT = 2;
    private static final int SQLITE_TEXT = 3;
    private static final int SQLITE_BLOB = 4;
    private static final int SQLITE_NULL = 5;

    private static final int ROWS_BEFORE_ENCODING = 8;

    private final SqliteSession session;
    private final String sql;
    private final PreparedSql prepared;
    private final StatementGuard.Execution execution;
    private final DB database;
    private final long pointer;
    private final List<String> columns;
    private boolean open = true;
    private boolean onRow;

    /** Whether the first step, which the statement has taken already, came to a row. */
    private boolean firstIsWaiting;

    private boolean ended;
    private long rowsRead;
    private boolean textIsUtf8;

    /**
     * Begins with a statement that has taken its first step.
     *
     * @param hasRow whether that came to a row
     */
    SqliteRows(
            SqliteSession session,
            String sql,
            PreparedSql prepared,
            boolean hasRow,
            StatementGuard.Execution execution)
            throws SQLException {
        this.session = session;
        this.sql = sql;
        this.prepared = prepared;
        this.firstIsWaiting = hasRow;
        this.ended = !hasRow;
        this.execution = execution;
        this.database = session.database();
        this.pointer = prepared.pointer();
        this.columns = List.copyOf(Arrays.asList(database.column_names(pointer)));
        session.register(this);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        requireOpen();
        session.guard().enter(execution);
        try {
            onRow = firstIsWaiting || (!ended && prepared.step());
            firstIsWaiting = false;
            ended = !onRow;
            noteRow();
            return onRow;
        } catch (SQLException e) {
            onRow = false;
            DatabaseException failure = session.guard().failure(execution, "read the next row", e);
            end(false);
            throw failure;
        } finally {
            session.guard().leave();
        }
    }

    /** After some rows it is worth asking in which encoding the database holds its texts. */
    private void noteRow() throws SQLException {
        if (++rowsRead == ROWS_BEFORE_ENCODING) {
            textIsUtf8 = session.textIsUtf8();
        }
    }

    /** Each of the library's calls takes the monitor of the connection; who has it pays little. */
    @Override
    public <T> T readingMany(Supplier<T> work) {
        synchronized (database) {
            return work.get();
        }
    }

    @Override
    public ValueType type(int column) {
        requireRow(column);
        try {
            return switch (database.column_type(pointer, column)) {
                case SQLITE_INTEGER -> ValueType.INTEGER;
                case SQLITE_FLOAT -> ValueType.REAL;
                case SQLITE_TEXT -> ValueType.TEXT;
                case SQLITE_BLOB -> ValueType.BLOB;
                default -> ValueType.NULL;
            };
        } catch (SQLException e) {
            throw SqliteErrors.translate(READ_VALUE, e);
        }
    }

    /** Does the same as the interface, with one access to the row instead of two. */
    @Override
    public @Nullable Object value(int column) {
        requireRow(column);
        try {
            return switch (database.column_type(pointer, column)) {
                case SQLITE_INTEGER -> database.column_long(pointer, column);
                case SQLITE_FLOAT -> database.column_double(pointer, column);
                case SQLITE_TEXT -> text(column);
                case SQLITE_BLOB -> blob(column);
                default -> null;
            };
        } catch (SQLException e) {
            throw SqliteErrors.translate(READ_VALUE, e);
        }
    }

    @Override
    public long integer(int column) {
        requireRow(column);
        try {
            return database.column_long(pointer, column);
        } catch (SQLException e) {
            throw SqliteErrors.translate(READ_VALUE, e);
        }
    }

    @Override
    public double real(int column) {
        requireRow(column);
        try {
            return database.column_double(pointer, column);
        } catch (SQLException e) {
            throw SqliteErrors.translate(READ_VALUE, e);
        }
    }

    @Override
    public @Nullable String text(int column) {
        requireRow(column);
        try {
            return database.column_text(pointer, column);
        } catch (SQLException e) {
            throw SqliteErrors.translate(READ_VALUE, e);
        }
    }

    /** Takes the bytes as SQLite has them, where it has them in UTF-8. */
    @Override
    public byte @Nullable [] utf8(int column) {
        return textIsUtf8 ? blob(column) : Rows.super.utf8(column);
    }

    @Override
    public byte @Nullable [] blob(int column) {
        requireRow(column);
        try {
            byte[] bytes = database.column_blob(pointer, column);
            return bytes == null && database.column_type(pointer, column) != SQLITE_NULL
                    ? new byte[0]
                    : bytes;
        } catch (SQLException e) {
            throw SqliteErrors.translate(READ_VALUE, e);
        }
    }

    private void requireOpen() {
        if (!open) {
            throw invalid("the rows are closed");
        }
    }

    private void requireRow(int column) {
        requireOpen();
        if (!onRow) {
            throw invalid("there is no row to read; call next() and look at what it returns");
        }
        if (column < 0 || column >= columns.size()) {
            throw invalid("there is no column " + column + ", only 0 to " + (columns.size() - 1));
        }
    }

    private static DatabaseException invalid(String message) {
        return new DatabaseException(DatabaseErrorCode.INVALID_STATEMENT, message);
    }

    @Override
    public void close() {
        if (open) {
            end(true);
        }
    }

    private void end(boolean reusable) {
        open = false;
        onRow = false;
        session.forget(this);
        session.guard().close(execution);
        try {
            session.cache().giveBack(sql, prepared, reusable);
        } catch (SQLException e) {
            throw SqliteErrors.translate("close the rows", e);
        }
    }
}
