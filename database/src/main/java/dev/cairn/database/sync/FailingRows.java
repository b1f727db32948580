package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.schema.plan.DataCheck;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows on which a question fails, because an expression of the definition cannot be computed
 * for them. A database stops at the first and does not say which it was, so ranges of row ids are
 * asked: a range is halved until one row is left.
 */
final class FailingRows {

    private final DatabaseDriver driver;
    private final DataCheck check;

    FailingRows(DatabaseDriver driver, DataCheck check) {
        this.driver = driver;
        this.check = check;
    }

    /** Returns a few of the rows; none if rows have no ids or the question fails without rows. */
    List<String> samples() {
        return check.condition()
                .flatMap(DataCheck.Condition::part)
                .map(this::samples)
                .orElse(List.of());
    }

    private List<String> samples(DataCheck.Part part) {
        String sql =
                "SELECT count(*) FROM %s WHERE %s"
                        .formatted(part.from(), check.condition().orElseThrow().sql());
        List<String> found = new ArrayList<>();
        try (Rows range = driver.query(SqlStatement.of(part.rangeQuery()))) {
            if (!range.next() || range.value(0) == null || fails(sql, 1, 0)) {
                return List.of();
            }
            long from = range.integer(0);
            long to = range.integer(1);
            while (found.size() < DataCheck.SAMPLES && from <= to && fails(sql, from, to)) {
                long first = first(sql, from, to);
                found.add("rowid " + first);
                if (first == Long.MAX_VALUE) {
                    break;
                }
                from = first + 1;
            }
        }
        return found;
    }

    /** Returns the first row of a range that fails. */
    private long first(String sql, long from, long to) {
        long low = from;
        long high = to;
        while (low < high) {
            long middle = low + Long.divideUnsigned(high - low, 2);
            if (fails(sql, low, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean fails(String sql, long from, long to) {
        try {
            driver.queryValue(sql, from, to);
            return false;
        } catch (DatabaseException e) {
            if (!e.code().isAnswer()) {
                throw e;
            }
            return true;
        }
    }
}
