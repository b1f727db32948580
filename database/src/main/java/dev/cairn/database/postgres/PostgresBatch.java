package dev.cairn.database.postgres;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One statement for many rows. A plain insertion goes by COPY, anything else as a batch of
 * executions. The rows are taken in parts of bounded size; while one is sent, none is asked for, so
 * that they may come from a query of the same connection.
 */
final class PostgresBatch {

    private static final int FEWEST_TO_COPY = 20;
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_CHARACTERS = 4_000_000;

    private final Connection connection;
    private final StatementText text;
    private final StatementWatch watch;
    private final StatementWatch.Deadline deadline;

    PostgresBatch(
            Connection connection,
            StatementText text,
            StatementWatch watch,
            StatementWatch.Deadline deadline) {
        this.connection = connection;
        this.text = text;
        this.watch = watch;
        this.deadline = deadline;
    }

    /** Returns how many rows were changed. */
    long run(Iterable<? extends List<? extends @Nullable Object>> rows) throws SQLException {
        Iterator<? extends List<? extends @Nullable Object>> all = rows.iterator();
        List<List<@Nullable Object>> part = part(all, FEWEST_TO_COPY);
        String copy = part.size() < FEWEST_TO_COPY ? "" : text.copy();
        long changed = 0;
        while (!part.isEmpty()) {
            List<List<@Nullable Object>> present = part;
            changed +=
                    watch.run(
                            connection,
                            deadline,
                            () -> copy.isEmpty() ? execute(present) : copy(copy, present));
            part = part(all, MOST_ROWS);
        }
        return changed;
    }

    private static List<List<@Nullable Object>> part(
            Iterator<? extends List<? extends @Nullable Object>> all, int most) {
        List<List<@Nullable Object>> part = new ArrayList<>();
        long characters = 0;
        while (part.size() < most && characters < MOST_CHARACTERS && all.hasNext()) {
            List<@Nullable Object> row = new ArrayList<>(all.next());
            for (int i = 0; i < row.size(); i++) {
                Object value = PostgresValues.checked(row.get(i));
                row.set(i, value);
                characters += size(value);
            }
            part.add(row);
        }
        return part;
    }

    private static long size(@Nullable Object value) {
        return switch (value) {
            case String some -> some.length();
            case byte[] some -> 2L * some.length;
            case null, default -> 8;
        };
    }

    private long copy(String sql, List<List<@Nullable Object>> rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            StringBuilder text = new StringBuilder();
            for (List<@Nullable Object> row : rows) {
                PostgresValues.copy(row, text);
                if (text.length() > MOST_CHARACTERS / 16) {
                    send(copy, text);
                }
            }
            send(copy, text);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, StringBuilder text) throws SQLException {
        byte[] bytes = PostgresValues.utf8(text);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    private long execute(List<List<@Nullable Object>> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text.sql())) {
            for (List<@Nullable Object> row : rows) {
                PostgresValues.bind(statement, row);
                statement.addBatch();
            }
            long changed = 0;
            for (int count : statement.executeBatch()) {
                changed += Math.max(0, count);
            }
            return changed;
        } catch (BatchUpdateException e) {
            SQLException cause = e.getNextException();
            throw cause == null ? e : cause;
        }
    }
}
