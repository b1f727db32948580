package dev.cairn.worker.service;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs statements that took long, with the plan that SQLite has for them and without any value. */
public final class SlowStatements {

    private static final Logger LOG = LoggerFactory.getLogger(SlowStatements.class);
    private static final int DETAIL_COLUMN = 3;

    private final long limitNanos;

    SlowStatements(Duration limit) {
        this.limitNanos = limit.toNanos();
    }

    public boolean isSlow(long nanos) {
        return nanos >= limitNanos;
    }

    /** Logs a statement; the driver has nothing else to do. */
    public void log(
            String client,
            CheckedStatement statement,
            int parameters,
            long nanos,
            DatabaseDriver driver) {
        LOG.warn(
                "{}: {} ms for {}; plan: {}",
                client,
                nanos / 1_000_000,
                statement.description(),
                plan(statement, parameters, driver));
    }

    private static String plan(CheckedStatement statement, int parameters, DatabaseDriver driver) {
        if (!statement.hasPlan()) {
            return "none";
        }
        List<String> steps = new ArrayList<>();
        try (Rows rows =
                driver.query("EXPLAIN QUERY PLAN " + statement.sql(), new Object[parameters])) {
            while (rows.next()) {
                steps.add(String.valueOf(rows.text(DETAIL_COLUMN)));
            }
        } catch (DatabaseException e) {
            return "not known: " + e.getMessage();
        }
        return String.join("; ", steps);
    }
}
