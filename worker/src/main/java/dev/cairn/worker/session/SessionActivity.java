package dev.cairn.worker.session;

import dev.cairn.worker.metrics.Measurements;
import dev.cairn.worker.protocol.FrameType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The work of a session, if it has any, for threads that stop it, watch it or report on it. */
final class SessionActivity {

    private final Measurements measurements;
    private volatile @Nullable RunningRequest running;

    SessionActivity(Measurements measurements) {
        this.measurements = measurements;
    }

    /** Says that a request begins. */
    RunningRequest begin(FrameType type, int number) {
        RunningRequest request = new RunningRequest(type, number);
        running = request;
        return request;
    }

    /**
     * Says that the request has ended.
     *
     * @return how long it took, in nanoseconds
     */
    long end(RunningRequest request) {
        running = null;
        long nanos = System.nanoTime() - request.startedAt();
        measurements.request(request.type(), nanos);
        return nanos;
    }

    /** Returns the request that is being carried out. */
    @Nullable RunningRequest current() {
        return running;
    }

    boolean isBusy() {
        return running != null;
    }

    /** Returns whether it has been busy with one request since before that time. */
    boolean isBusySince(long nanoTime) {
        RunningRequest current = running;
        return current != null && current.startedAt() - nanoTime < 0;
    }

    /**
     * Stops the request that runs.
     *
     * @param number the only request that is meant; 0 for any
     */
    void stop(int number, String reason) {
        RunningRequest current = running;
        if (current != null && (number == 0 || current.number() == number)) {
            current.stop(reason);
        }
    }

    /** Returns for how many milliseconds it has been busy, if it is. */
    Optional<Long> busyMillis() {
        RunningRequest current = running;
        return current == null
                ? Optional.empty()
                : Optional.of((System.nanoTime() - current.startedAt()) / 1_000_000);
    }
}
