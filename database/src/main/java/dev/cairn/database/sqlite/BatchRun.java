package dev.cairn.database.sqlite;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one statement for many rows, a chunk at a time so that memory stays bounded. */
final class BatchRun {

    private final SqliteSession session;
    private final PreparedSql prepared;
    private final StatementGuard.Execution execution;
    private final int chunk;
    private int waiting;
    private long changed;

    BatchRun(
            SqliteSession session,
            PreparedSql prepared,
            StatementGuard.Execution execution,
            int chunk) {
        this.session = session;
        this.prepared = prepared;
        this.execution = execution;
        this.chunk = chunk;
    }

    /** Returns the number of rows changed. */
    long run(Iterable<? extends List<? extends @Nullable Object>> rows) throws SQLException {
        for (List<? extends @Nullable Object> row : rows) {
            prepared.bind(row);
            prepared.statement().addBatch();
            if (++waiting == chunk) {
                flush();
            }
        }
        flush();
        return changed;
    }

    private void flush() throws SQLException {
        if (waiting == 0) {
            return;
        }
        session.guard().enter(execution);
        try {
            for (long count : prepared.statement().executeLargeBatch()) {
                changed += count;
            }
        } finally {
            session.guard().leave();
            waiting = 0;
        }
    }
}
