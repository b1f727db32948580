package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.worker.protocol.FrameType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The request that a session is busy with, for those who want to stop it. A request that was
 * stopped before it came to its statement does not begin it; one that has finished is not affected,
 * and neither is the next.
 */
final class RunningRequest {

    private final FrameType type;
    private final int number;
    private final long startedAt = System.nanoTime();
    private @Nullable Runnable stopper;
    private @Nullable DatabaseException stopped;

    RunningRequest(FrameType type, int number) {
        this.type = type;
        this.number = number;
    }

    FrameType type() {
        return type;
    }

    int number() {
        return number;
    }

    long startedAt() {
        return startedAt;
    }

    /** Says how the part that begins now is stopped. */
    synchronized void enter(Runnable howToStop) {
        if (stopped != null) {
            throw stopped;
        }
        stopper = howToStop;
    }

    /** Says that the part has ended. */
    synchronized void leave() {
        stopper = null;
    }

    /** Does a part of it on a connection, whose statement can be stopped meanwhile. */
    <T> T during(DatabaseDriver driver, Function<DatabaseDriver, T> work) {
        enter(driver::cancel);
        try {
            return work.apply(driver);
        } finally {
            leave();
        }
    }

    /** Returns why it was stopped, if it was. */
    synchronized @Nullable DatabaseException stopped() {
        return stopped;
    }

    /** Stops it. */
    synchronized void stop(String reason) {
        if (stopped == null) {
            stopped = new DatabaseException(DatabaseErrorCode.CANCELLED, reason);
        }
        if (stopper != null) {
            stopper.run();
        }
    }
}
