package dev.cairn.database.sqlite;

import dev.cairn.database.DatabaseException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/** Keeps the statements that were used last, so that the same text is prepared once. */
final class StatementCache {

    private final SQLiteConnection connection;
    private final int capacity;
    private final Map<String, PreparedSql> statements = new LinkedHashMap<>(16, 0.75f, true);

    StatementCache(SQLiteConnection connection, int capacity) {
        this.connection = connection;
        this.capacity = capacity;
    }

    /**
     * Returns a statement that is not in use, and marks it as used.
     *
     * @throws DatabaseException if the text is not one statement that a driver runs
     */
    PreparedSql take(String sql) throws SQLException {
        PreparedSql cached = statements.get(sql);
        if (cached != null && !cached.inUse()) {
            cached.setInUse(true);
            return cached;
        }
        boolean inserts = StatementText.checkAndTellWhetherInserts(sql);
        PreparedSql fresh =
                new PreparedSql(
                        connection.prepareStatement(sql), connection.getDatabase(), inserts);
        fresh.setInUse(true);
        if (cached == null) {
            statements.put(sql, fresh);
            evictEldest();
        }
        return fresh;
    }

    private void evictEldest() throws SQLException {
        if (statements.size() <= capacity) {
            return;
        }
        Map.Entry<String, PreparedSql> eldest = statements.entrySet().iterator().next();
        statements.remove(eldest.getKey());
        if (!eldest.getValue().inUse()) {
            eldest.getValue().discard();
        }
    }

    /**
     * Gives a statement back. After an error the driver may have closed it, so it is not kept.
     *
     * @param reusable whether it ran without an error
     */
    void giveBack(String sql, PreparedSql prepared, boolean reusable) throws SQLException {
        prepared.setInUse(false);
        boolean kept = statements.get(sql) == prepared;
        if (kept && reusable) {
            prepared.rewind();
        } else {
            if (kept) {
                statements.remove(sql);
            }
            prepared.discard();
        }
    }

    void clear() throws SQLException {
        for (PreparedSql prepared : new ArrayList<>(statements.values())) {
            prepared.discard();
        }
        statements.clear();
    }
}
