package dev.cairn.database;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How work on a database as a whole is repeated when it fails for a reason that can pass, and kept
 * away from a database that fails again and again.
 *
 * <p>Only what is whole or nothing may be run by it, since it may run more than once. An error that
 * leaves open whether something was done is never {@link DatabaseErrorCode.Kind#TRANSIENT}. Errors
 * of the caller, such as a wrong statement or a refusal, do not count against the database.
 */
public final class OperationPolicy {

    private static final Logger LOG = LoggerFactory.getLogger(OperationPolicy.class);
    private static final double JITTER = 0.25;

    private final CircuitBreaker<Object> breaker;
    private final FailsafeExecutor<Object> executor;
    private volatile Optional<String> lastFailure = Optional.empty();

    /**
     * The limits of a policy.
     *
     * @param attempts how often work is tried in all
     * @param firstPause the pause after the first failure, which doubles with each
     * @param longestPause the pause at which it stops to grow
     * @param failuresToOpen how many failures in a row open the circuit
     * @param openFor how long an open circuit refuses all work before it lets one try through
     */
    public record Limits(
            int attempts,
            Duration firstPause,
            Duration longestPause,
            int failuresToOpen,
            Duration openFor) {

        /** Returns the usual limits: some seconds of trying, half a minute of rest. */
        public static Limits standard() {
            return new Limits(
                    5, Duration.ofMillis(50), Duration.ofSeconds(2), 10, Duration.ofSeconds(30));
        }

        /** Returns the same limits, but another number of attempts. */
        public Limits withAttempts(int attempts) {
            return new Limits(attempts, firstPause, longestPause, failuresToOpen, openFor);
        }
    }

    /** Whether work reaches the database. */
    public enum Circuit {
        /** Work goes through. */
        CLOSED,
        /** Work is refused for some time, because the database failed repeatedly. */
        OPEN,
        /** One piece of work is let through to see. */
        TRYING
    }

    /**
     * How a policy sees the database.
     *
     * @param circuit whether work reaches it
     * @param lastFailure the last failure that counted; empty if there was none since a success
     * @param opensAgainInMillis how long an open circuit stays so; 0 if it is not open
     */
    public record Status(Circuit circuit, Optional<String> lastFailure, long opensAgainInMillis) {}

    /** Makes a policy. */
    public OperationPolicy(Limits limits) {
        this.breaker =
                CircuitBreaker.builder()
                        .handleIf(OperationPolicy::isFaultOfDatabase)
                        .withFailureThreshold(limits.failuresToOpen())
                        .withDelay(limits.openFor())
                        .onOpen(event -> LOG.error("the database fails repeatedly: {}", lastText()))
                        .onClose(event -> LOG.info("the database works again"))
                        .build();
        RetryPolicy<Object> retry =
                RetryPolicy.builder()
                        .handleIf(OperationPolicy::mayPassSoon)
                        .withBackoff(limits.firstPause(), limits.longestPause())
                        .withJitter(JITTER)
                        .withMaxAttempts(limits.attempts())
                        .onRetry(event -> LOG.warn("trying again: {}", lastText()))
                        .build();
        this.executor = Failsafe.with(retry, breaker);
    }

    private static boolean isTransient(Throwable error) {
        return error instanceof DatabaseException database
                && database.code().kind() == DatabaseErrorCode.Kind.TRANSIENT;
    }

    /** A full disk stays full for longer than anybody waits, and each try may write a backup. */
    private static boolean mayPassSoon(Throwable error) {
        return isTransient(error)
                && !(error instanceof DatabaseException database
                        && database.code() == DatabaseErrorCode.DISK_FULL);
    }

    private static boolean isFaultOfDatabase(Throwable error) {
        return isTransient(error)
                || (error instanceof DatabaseException database
                        && switch (database.code()) {
                            case CORRUPT, INTERNAL, WORKER_FAILED, PROTOCOL -> true;
                            default -> false;
                        });
    }

    /**
     * Runs work, again if it fails for a reason that can pass.
     *
     * @throws DatabaseException the last failure; with {@link DatabaseErrorCode#OVERLOADED} if the
     *     circuit is open and the work was not tried
     */
    public <T> T run(Supplier<T> work) {
        try {
            T result = executor.get(() -> attempt(work));
            lastFailure = Optional.empty();
            return result;
        } catch (CircuitBreakerOpenException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.OVERLOADED,
                    "the database failed repeatedly and is left alone for another "
                            + breaker.getRemainingDelay().toMillis()
                            + " ms; the last failure was: "
                            + lastText(),
                    e);
        }
    }

    private <T> T attempt(Supplier<T> work) {
        try {
            return work.get();
        } catch (DatabaseException e) {
            if (isFaultOfDatabase(e)) {
                lastFailure = Optional.of(e.code() + ": " + e.getMessage());
            }
            throw e;
        }
    }

    private String lastText() {
        return lastFailure.orElse("unknown");
    }

    /** Returns how the policy sees the database. */
    public Status status() {
        return switch (breaker.getState()) {
            case CLOSED -> new Status(Circuit.CLOSED, lastFailure, 0);
            case HALF_OPEN -> new Status(Circuit.TRYING, lastFailure, 0);
            case OPEN ->
                    new Status(Circuit.OPEN, lastFailure, breaker.getRemainingDelay().toMillis());
        };
    }
}
