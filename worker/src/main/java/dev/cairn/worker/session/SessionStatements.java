package dev.cairn.worker.session;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.SqlStatement;
import dev.cairn.worker.protocol.Limits;
import dev.cairn.worker.protocol.NumberedStatement;
import dev.cairn.worker.service.CheckedStatement;
import dev.cairn.worker.service.StatementPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements that a session knows by number, and the bounds for what it binds to them. */
final class SessionStatements {

    private final StatementPolicy policy;
    private final Limits limits;
    private final Duration longest;
    private final Map<Integer, CheckedStatement> known = new HashMap<>();

    /**
     * Knows no statement yet.
     *
     * @param longest how long a statement may run at most, whatever it asks for
     */
    SessionStatements(StatementPolicy policy, Limits limits, Duration longest) {
        this.policy = policy;
        this.limits = limits;
        this.longest = longest;
    }

    /** Makes a statement known, or finds one that is. */
    CheckedStatement require(NumberedStatement text) {
        return text.sql() == null ? requireKnown(text.number()) : learn(text.number(), text.sql());
    }

    private CheckedStatement requireKnown(int number) {
        CheckedStatement statement = known.get(number);
        if (statement == null) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_STATEMENT,
                    "statement " + number + " is not known to this session");
        }
        return statement;
    }

    private CheckedStatement learn(int number, String sql) {
        if (known.size() >= limits.openStatements() && !known.containsKey(number)) {
            throw new DatabaseException(
                    DatabaseErrorCode.OVERLOADED,
                    "the session has %d statements open, which is the limit; close one"
                            .formatted(limits.openStatements()));
        }
        known.remove(number);
        CheckedStatement checked = policy.check(sql);
        known.put(number, checked);
        return checked;
    }

    /** Returns a statement that is known. */
    @Nullable CheckedStatement find(int number) {
        return known.get(number);
    }

    void forget(int number) {
        known.remove(number);
    }

    void forgetAll() {
        known.clear();
    }

    /** Gives values to a statement. */
    SqlStatement bind(
            CheckedStatement statement,
            List<? extends @Nullable Object> values,
            long timeoutMillis) {
        if (values.size() > limits.values()) {
            throw tooLarge(values.size() + " bound values", limits.values());
        }
        SqlStatement unlimited = SqlStatement.of(statement.sql(), values.toArray());
        long millis = timeoutMillis > 0 ? timeoutMillis : Long.MAX_VALUE;
        return unlimited.within(Duration.ofMillis(Math.min(millis, longest.toMillis())));
    }

    /**
     * Checks that a batch is not too long.
     *
     * @throws DatabaseException with TOO_LARGE if it is
     */
    void requireBatch(int rows) {
        if (rows > limits.batchRows()) {
            throw tooLarge("a batch of " + rows + " rows", limits.batchRows());
        }
    }

    private static DatabaseException tooLarge(String what, int bound) {
        return new DatabaseException(
                DatabaseErrorCode.TOO_LARGE, what + " are more than the limit, which is " + bound);
    }
}
