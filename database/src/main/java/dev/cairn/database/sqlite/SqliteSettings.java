package dev.cairn.database.sqlite;

import java.time.Duration;
import java.util.Optional;

/**
 * How a connection behaves.
 *
 * @param busyTimeout how long a statement waits for a lock that another connection holds
 * @param statementTimeout how long a statement may run that has no limit of its own
 * @param cachedStatements how many prepared statements are kept
 * @param readOnly whether every write is refused
 * @param limits what SQLite allows the statements; empty for SQLite's own limits
 */
public record SqliteSettings(
        Duration busyTimeout,
        Optional<Duration> statementTimeout,
        int cachedStatements,
        boolean readOnly,
        Optional<StatementLimits> limits) {

    /** Returns the usual settings: five seconds for a lock, no limit for a statement. */
    public static SqliteSettings standard() {
        return new SqliteSettings(
                Duration.ofSeconds(5), Optional.empty(), 64, false, Optional.empty());
    }

    /** Returns the same settings for a connection that only reads. */
    public SqliteSettings forReading() {
        return new SqliteSettings(busyTimeout, statementTimeout, cachedStatements, true, limits);
    }

    /** Returns the same settings with another limit for locks. */
    public SqliteSettings withBusyTimeout(Duration limit) {
        return new SqliteSettings(limit, statementTimeout, cachedStatements, readOnly, limits);
    }

    /** Returns the same settings with a limit for statements that have none of their own. */
    public SqliteSettings withStatementTimeout(Duration limit) {
        return new SqliteSettings(
                busyTimeout, Optional.of(limit), cachedStatements, readOnly, limits);
    }

    /** Returns the same settings for statements whose texts come from elsewhere. */
    public SqliteSettings withLimits(StatementLimits newLimits) {
        return new SqliteSettings(
                busyTimeout, statementTimeout, cachedStatements, readOnly, Optional.of(newLimits));
    }
}
