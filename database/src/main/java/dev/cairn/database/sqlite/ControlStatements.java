package dev.cairn.database.sqlite;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The statements that a driver runs by itself, to begin and end transactions and to ask the
 * connection. They are kept prepared, but for PRAGMAs: some of them take effect when they are
 * prepared (https://www.sqlite.org/pragma.html).
 */
final class ControlStatements {

    /** Names of savepoints are the caller's, so there may be many. */
    private static final int MOST_KEPT = 16;

    private static final Object[] NO_VALUES = {};

    private final SQLiteConnection connection;
    private final LinkedHashMap<String, PreparedSql> kept =
            new LinkedHashMap<>(MOST_KEPT, 0.75f, true);

    ControlStatements(SQLiteConnection connection) {
        this.connection = connection;
    }

    void run(String sql) throws SQLException {
        if (sql.startsWith("PRAGMA")) {
            PreparedSql once = prepare(sql);
            try {
                once.run(NO_VALUES);
            } finally {
                once.discard();
            }
            return;
        }
        PreparedSql statement = take(sql);
        boolean done = false;
        try {
            statement.run(NO_VALUES);
            done = true;
        } finally {
            giveBack(sql, statement, done);
        }
    }

    /** Runs a query and returns the integer that it gives. */
    long number(String sql, @Nullable Object... values) throws SQLException {
        PreparedSql statement = take(sql);
        boolean done = false;
        try {
            long number = statement.number(values);
            done = true;
            return number;
        } finally {
            giveBack(sql, statement, done);
        }
    }

    /** Runs a query, which is not kept, and returns the texts of its first row. */
    List<String> texts(String sql) throws SQLException {
        PreparedSql statement = prepare(sql);
        try {
            List<String> texts = new ArrayList<>();
            boolean row = statement.start(NO_VALUES);
            for (int column = 0; row && column < statement.columnCount(); column++) {
                texts.add(
                        String.valueOf(
                                connection.getDatabase().column_text(statement.pointer(), column)));
            }
            return texts;
        } finally {
            statement.discard();
        }
    }

    private PreparedSql prepare(String sql) throws SQLException {
        return new PreparedSql(connection.prepareStatement(sql), connection.getDatabase(), false);
    }

    private PreparedSql take(String sql) throws SQLException {
        PreparedSql statement = kept.remove(sql);
        return statement != null ? statement : prepare(sql);
    }

    /** Keeps the statement, but not after an error: the library may have closed it then. */
    private void giveBack(String sql, PreparedSql statement, boolean reusable) throws SQLException {
        if (!reusable) {
            statement.discard();
            return;
        }
        kept.put(sql, statement);
        if (kept.size() > MOST_KEPT) {
            kept.pollFirstEntry().getValue().discard();
        }
    }

    void clear() throws SQLException {
        for (PreparedSql statement : kept.values()) {
            statement.discard();
        }
        kept.clear();
    }
}
