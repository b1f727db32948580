package dev.cairn.database.postgres;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.ValueType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgResultSet;

/** The rows of a query, which are fetched in parts of a few hundred. */
final class PostgresRows implements Rows {

    /** How many rows are in memory at a time. */
    static final int FETCHED = 256;

    private final PostgresDriver driver;
    private final Connection connection;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final StatementWatch.Deadline deadline;
    private final List<String> columns = new ArrayList<>();
    private final int[] types;
    private boolean onRow;
    private boolean atEnd;
    private boolean closed;

    PostgresRows(
            PostgresDriver driver,
            Connection connection,
            PreparedStatement statement,
            StatementWatch.Deadline deadline)
            throws SQLException {
        this.driver = driver;
        this.connection = connection;
        this.statement = statement;
        this.rows = statement.getResultSet();
        this.deadline = deadline;
        ResultSetMetaData description = rows.getMetaData();
        PgResultSet own = rows.unwrap(PgResultSet.class);
        this.types = new int[description.getColumnCount()];
        for (int i = 0; i < types.length; i++) {
            columns.add(description.getColumnLabel(i + 1));
            // The name of a type would cost a question to the server.
            types[i] =
                    own.getColumnOID(i + 1) == Oid.BOOL
                            ? Types.BOOLEAN
                            : description.getColumnType(i + 1);
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public List<String> columns() {
        return List.copyOf(columns);
    }

    @Override
    public boolean next() {
        if (closed) {
            throw invalid("the rows are closed");
        }
        if (atEnd) {
            return false;
        }
        try {
            onRow = driver.watch().run(connection, deadline, rows::next);
            atEnd = !onRow;
            return onRow;
        } catch (SQLException e) {
            atEnd = true;
            onRow = false;
            throw driver.failed(connection, "read the rows", deadline, e, false);
        }
    }

    private static DatabaseException invalid(String message) {
        return new DatabaseException(DatabaseErrorCode.INVALID_STATEMENT, message);
    }

    private void require(int column) {
        if (closed || !onRow) {
            throw invalid("there is no row to read");
        }
        if (column < 0 || column >= types.length) {
            throw invalid("there is no column %d; the row has %d".formatted(column, types.length));
        }
    }

    private interface Reading<T extends @Nullable Object> {
        T read() throws SQLException;
    }

    private <T extends @Nullable Object> T reading(int column, Reading<T> reading) {
        require(column);
        try {
            return reading.read();
        } catch (SQLException e) {
            throw PostgresErrors.translate("read column '" + columns.get(column) + "'", e);
        }
    }

    @Override
    public ValueType type(int column) {
        return reading(
                column,
                () -> {
                    if (rows.getObject(column + 1) == null) {
                        return ValueType.NULL;
                    }
                    return switch (types[column]) {
                        case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.BOOLEAN ->
                                ValueType.INTEGER;
                        case Types.DOUBLE, Types.REAL -> ValueType.REAL;
                        case Types.BINARY -> ValueType.BLOB;
                        case Types.NUMERIC -> ofNumber(rows.getString(column + 1));
                        default -> ValueType.TEXT;
                    };
                });
    }

    /**
     * Sums of integers are numeric; what no integer holds stays a text, so that no digit is lost.
     */
    private static ValueType ofNumber(String text) {
        try {
            new BigDecimal(text).longValueExact();
            return ValueType.INTEGER;
        } catch (ArithmeticException | NumberFormatException _) {
            return ValueType.TEXT;
        }
    }

    @Override
    public long integer(int column) {
        return reading(
                column,
                () ->
                        types[column] == Types.BOOLEAN
                                ? rows.getBoolean(column + 1) ? 1L : 0L
                                : rows.getLong(column + 1));
    }

    @Override
    public double real(int column) {
        return reading(column, () -> rows.getDouble(column + 1));
    }

    @Override
    public @Nullable String text(int column) {
        return reading(column, () -> rows.getString(column + 1));
    }

    @Override
    public byte @Nullable [] blob(int column) {
        return reading(column, () -> rows.getBytes(column + 1));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            onRow = false;
            driver.rowsAreClosed(this);
        }
    }

    /** Frees what the server holds for the rows. */
    void free() {
        closed = true;
        try {
            statement.close();
        } catch (SQLException _) {
            // The connection is lost, and the rows with it.
        }
    }
}
