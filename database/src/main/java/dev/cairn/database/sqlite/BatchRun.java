package dev.cairn.database.sqlite;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement for many rows. They are taken as they come, and no more of them are kept than
 * are inserted at once.
 */
final class BatchRun {

    /** Rows that hold more than that are inserted one by one. */
    private static final long MOST_KEPT_BYTES = 64 << 10;

    private final SqliteSession session;
    private final String sql;
    private final PreparedSql one;
    private final StatementGuard.Execution execution;
    private final int width;

    /** 1 if more are not possible, or not known to be alike. */
    private int rowsAtOnce;

    private final @Nullable Object[] values;
    private int kept;
    private long keptBytes;
    private @Nullable MultiRowInsert insert;
    private @Nullable PreparedSql many;
    private long changed;

    BatchRun(
            SqliteSession session,
            String sql,
            PreparedSql one,
            StatementGuard.Execution execution) {
        this.session = session;
        this.sql = sql;
        this.one = one;
        this.execution = execution;
        this.width = one.parameterCount();
        this.rowsAtOnce = one.inserts() && width > 0 ? MultiRowInsert.ROWS : 1;
        this.values = new @Nullable Object[width * rowsAtOnce];
    }

    /** Returns the number of rows changed. */
    long run(Iterable<? extends List<? extends @Nullable Object>> rows) throws SQLException {
        boolean done = false;
        // Each of the library's calls takes this monitor; who has it already pays little.
        synchronized (session.database()) {
            try {
                for (List<? extends @Nullable Object> row : rows) {
                    take(row);
                }
                runKept();
                done = true;
            } finally {
                session.guard().leave();
                giveBack(done);
            }
        }
        return changed;
    }

    private void take(List<? extends @Nullable Object> row) throws SQLException {
        int start = kept * width;
        one.putChecked(row, values, start);
        kept++;
        if (rowsAtOnce > 1) {
            keptBytes += bytesFrom(start);
        }
        if (kept == rowsAtOnce || keptBytes > MOST_KEPT_BYTES) {
            runKept();
        }
    }

    private long bytesFrom(int start) {
        long bytes = 0;
        for (int i = start; i < start + width; i++) {
            if (values[i] instanceof String text) {
                bytes += text.length();
            } else if (values[i] instanceof byte[] blob) {
                bytes += blob.length;
            }
        }
        return bytes;
    }

    private void runKept() throws SQLException {
        boolean done = kept == rowsAtOnce && kept > 1 && runKeptAtOnce();
        for (int row = 0; row < kept && !done; row++) {
            // What is behind the values of the first row is not looked at.
            run(one, row == 0 ? values : Arrays.copyOfRange(values, row * width, values.length));
        }
        kept = 0;
        keptBytes = 0;
    }

    /** Returns whether it is possible. */
    private boolean runKeptAtOnce() throws SQLException {
        if (many == null) {
            insert = MultiRowInsert.of(sql);
            if (insert == null || !insert.isAlike(session)) {
                rowsAtOnce = 1;
                return false;
            }
            many = session.cache().take(insert.sql());
        }
        run(many, values);
        return true;
    }

    private void run(PreparedSql statement, @Nullable Object[] bound) throws SQLException {
        // Each time, for the rows may come from a query of the same connection.
        session.guard().enter(execution);
        statement.run(bound);
        changed += session.database().changes();
    }

    private void giveBack(boolean reusable) throws SQLException {
        if (insert != null && many != null) {
            session.cache().giveBack(insert.sql(), many, reusable);
        }
    }
}
