package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.sqlite.text.SqlText;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks whether the rows allow a plan. Changes nothing. */
final class DataChecker {

    private static final int SHOWN_CHARACTERS = 40;
    private static final int SHOWN_BYTES = 16;
    private static final String PREPARED = "cairn_check";

    private final DatabaseDriver driver;
    private final ProgressListener progress;

    DataChecker(DatabaseDriver driver, ProgressListener progress) {
        this.driver = driver;
        this.progress = progress;
    }

    /** Returns what stands in the way, all of it. */
    List<Obstacle> obstacles(List<DataCheck> checks) {
        List<Obstacle> obstacles = new ArrayList<>();
        for (int from = 0; from < checks.size(); ) {
            int to = endOfGroup(checks, from);
            List<DataCheck> group = checks.subList(from, to);
            String phase = "check whether to " + group.getFirst().subject();
            long rows = group.getFirst().rows();
            progress.progress(phase, 0, rows);
            if (!allPass(group, phase)) {
                group.forEach(check -> ask(check, obstacles));
            }
            progress.progress(phase, rows, rows);
            from = to;
        }
        return obstacles;
    }

    /** Questions to the same rows stand together. */
    private static int endOfGroup(List<DataCheck> checks, int first) {
        int end = first + 1;
        while (end < checks.size() && asksSameRows(checks.get(first), checks.get(end))) {
            end++;
        }
        return end;
    }

    private static boolean asksSameRows(DataCheck one, DataCheck other) {
        return one.condition().isPresent()
                && one.condition().map(DataCheck.Condition::from).equals(from(other))
                && one.condition().flatMap(DataCheck.Condition::part).equals(part(other));
    }

    private static Optional<String> from(DataCheck check) {
        return check.condition().map(DataCheck.Condition::from);
    }

    private static Optional<DataCheck.Part> part(DataCheck check) {
        return check.condition().flatMap(DataCheck.Condition::part);
    }

    /** Reads the rows once for all questions of a group, which most often is enough. */
    private boolean allPass(List<DataCheck> group, String phase) {
        List<String> conditions = new ArrayList<>();
        for (DataCheck check : group) {
            check.condition().ifPresent(condition -> conditions.add(condition.sql()));
        }
        if (conditions.isEmpty()) {
            return false;
        }
        DataCheck first = group.getFirst();
        String condition = " WHERE (" + String.join(") OR (", conditions) + ") LIMIT 1";
        try {
            if (part(first).isPresent() && RowIdPieces.isWorthIt(first.rows())) {
                return allPass(part(first).get(), condition, first.rows(), phase);
            }
            // A count is planned for all rows, which most often have to be read.
            String found = "SELECT count(*) FROM " + from(first).orElseThrow() + condition;
            return driver.queryValue(found).equals(Optional.of(0L));
        } catch (DatabaseException e) {
            requireOfDefinition(e);
            return false;
        }
    }

    private boolean allPass(DataCheck.Part part, String condition, long rows, String phase) {
        String found = "SELECT 1 FROM " + part.from() + condition;
        List<RowIdPieces.Piece> pieces = RowIdPieces.of(driver, part.rangeQuery(), rows);
        for (int i = 0; i < pieces.size(); i++) {
            RowIdPieces.Piece piece = pieces.get(i);
            if (driver.queryValue(found, piece.from(), piece.to()).isPresent()) {
                return false;
            }
            progress.progress(phase, rows * (i + 1) / pieces.size(), rows);
        }
        return true;
    }

    private void ask(DataCheck check, List<Obstacle> obstacles) {
        if (check.probe().map(this::passes).orElse(false)) {
            return;
        }
        if (check.preparation().isEmpty()) {
            askRows(check, obstacles);
        } else {
            askPrepared(check, obstacles);
        }
    }

    /** Returns whether a fast query shows that no row stands in the way. */
    private boolean passes(String probe) {
        try {
            return driver.queryValue(probe).equals(Optional.of(0L));
        } catch (DatabaseException e) {
            requireOfDefinition(e);
            return false;
        }
    }

    /** What the questions need is made and undone with them. */
    private void askPrepared(DataCheck check, List<Obstacle> obstacles) {
        boolean own = driver.transactionState() == TransactionState.IDLE;
        if (own) {
            driver.begin(TransactionMode.WRITE);
        }
        driver.savepoint(PREPARED);
        try {
            check.preparation().forEach(driver::execute);
            askRows(check, obstacles);
        } catch (DatabaseException e) {
            obstacles.add(unanswered(check, e));
        } finally {
            if (own) {
                driver.rollback();
            } else {
                driver.rollbackToSavepoint(PREPARED);
                driver.releaseSavepoint(PREPARED);
            }
        }
    }

    private void askRows(DataCheck check, List<Obstacle> obstacles) {
        try (Rows rows = driver.query(SqlStatement.of(check.countSql()))) {
            rows.next();
            long count = rows.integer(0);
            if (count > 0) {
                obstacles.add(
                        new Obstacle(
                                check.subject(),
                                check.problem(),
                                check.remedy(),
                                count,
                                rows.integer(1),
                                samples(check)));
            }
        } catch (DatabaseException e) {
            Obstacle unanswered = unanswered(check, e);
            // One wrong expression makes several questions fail, and is reported once.
            if (obstacles.stream().noneMatch(known -> known.reason().equals(unanswered.reason()))) {
                obstacles.add(unanswered);
            }
        }
    }

    /** An expression that fails on some rows, or that names a function that is not there. */
    private Obstacle unanswered(DataCheck check, DatabaseException e) {
        requireOfDefinition(e);
        List<String> rows = new FailingRows(driver, check).samples();
        return new Obstacle(
                check.subject(),
                (rows.isEmpty() ? "the rows could not be asked: " : "an expression fails: ")
                        + reason(e),
                rows.isEmpty() ? "correct the definition" : check.remedy(),
                0,
                0,
                rows);
    }

    /** Returns the database's own words, without what Cairn was doing. */
    private static String reason(DatabaseException e) {
        return String.valueOf(e.getMessage()).replaceFirst("^cannot [a-z ]+: ", "");
    }

    /** An interruption or a damaged file says nothing about the definition. */
    private static void requireOfDefinition(DatabaseException e) {
        switch (e.code()) {
            case INVALID_STATEMENT, CONSTRAINT, TOO_LARGE -> {}
            default -> throw e;
        }
    }

    private List<String> samples(DataCheck check) {
        List<String> samples = new ArrayList<>();
        try (Rows rows = driver.query(SqlStatement.of(check.sampleSql()))) {
            while (rows.next()) {
                samples.add(sample(rows));
            }
        }
        return samples;
    }

    private static String sample(Rows rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.columns().size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(rows.columns().get(i))
                    .append(' ')
                    .append(shown(rows.value(i)));
        }
        return text.toString();
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case String text -> SqlText.string(shortened(text));
            case byte[] bytes -> "x'" + hex(bytes) + "'";
            default -> value.toString();
        };
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS
                ? text
                : text.substring(0, SHOWN_CHARACTERS - 1) + "\u2026";
    }

    private static String hex(byte[] bytes) {
        String shown = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_BYTES));
        return bytes.length <= SHOWN_BYTES ? shown : shown + "\u2026";
    }
}
