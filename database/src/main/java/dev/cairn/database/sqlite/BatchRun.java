package dev.cairn.database.sqlite;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one statement for many rows, each as it comes, so that none of them is kept. */
final class BatchRun {

    private final SqliteSession session;
    private final PreparedSql prepared;
    private final StatementGuard.Execution execution;

    BatchRun(SqliteSession session, PreparedSql prepared, StatementGuard.Execution execution) {
        this.session = session;
        this.prepared = prepared;
        this.execution = execution;
    }

    /** Returns the number of rows changed. */
    long run(Iterable<? extends List<? extends @Nullable Object>> rows) throws SQLException {
        // Each of the library's calls takes this monitor; who has it already pays little.
        synchronized (session.database()) {
            return runEach(rows);
        }
    }

    private long runEach(Iterable<? extends List<? extends @Nullable Object>> rows)
            throws SQLException {
        long changed = 0;
        try {
            for (List<? extends @Nullable Object> row : rows) {
                @Nullable Object[] values = prepared.checked(row);
                // Each time, for the rows may come from a query of the same connection.
                session.guard().enter(execution);
                prepared.run(values);
                changed += session.database().changes();
            }
        } finally {
            session.guard().leave();
        }
        return changed;
    }
}
