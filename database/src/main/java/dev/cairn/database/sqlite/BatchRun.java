package dev.cairn.database.sqlite;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one statement for many rows, each as it comes, so that none of them is kept. */
final class BatchRun {

    /** After how many rows it is asked whether to stop while SQLite does not run. */
    private static final int ROWS_BETWEEN_CHECKS = 256;

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
        long changed = 0;
        int count = 0;
        try {
            for (List<? extends @Nullable Object> row : rows) {
                if (count++ % ROWS_BETWEEN_CHECKS == 0) {
                    session.guard().enter(execution);
                }
                prepared.run(prepared.checked(row));
                changed += session.database().changes();
            }
        } finally {
            session.guard().leave();
        }
        return changed;
    }
}
