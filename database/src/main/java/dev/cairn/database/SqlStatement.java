package dev.cairn.database;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement with the values bound to its parameters.
 *
 * @param sql the text of exactly one statement
 * @param parameters the values, in order
 * @param timeout how long it may run before it is cancelled; empty for the driver's limit
 */
public record SqlStatement(
        String sql, List<@Nullable Object> parameters, Optional<Duration> timeout) {

    public SqlStatement {
        parameters = Collections.unmodifiableList(Arrays.asList(parameters.toArray()));
    }

    /** Returns a statement without a time limit of its own. */
    public static SqlStatement of(String sql, @Nullable Object... parameters) {
        return new SqlStatement(sql, Arrays.asList(parameters), Optional.empty());
    }

    /** Returns the same statement with a time limit. */
    public SqlStatement within(Duration limit) {
        return new SqlStatement(sql, parameters, Optional.of(limit));
    }
}
