package dev.cairn.worker.metrics;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.worker.protocol.FrameType;
import dev.cairn.worker.queue.QueueObserver;
import java.util.EnumMap;
import java.util.Map;

/** What a worker has measured since its start. Times are in nanoseconds. */
public final class Measurements implements QueueObserver {

    private final Map<FrameType, Amounts> requests = new EnumMap<>(FrameType.class);
    private final Map<DatabaseErrorCode, Amounts> errors = new EnumMap<>(DatabaseErrorCode.class);
    private final Amounts lockWaits = new Amounts();
    private final Amounts lockHolds = new Amounts();
    private final Amounts groupSizes = new Amounts();

    /** Starts with no measurements. */
    public Measurements() {
        for (FrameType type : FrameType.values()) {
            requests.put(type, new Amounts());
        }
        for (DatabaseErrorCode code : DatabaseErrorCode.values()) {
            errors.put(code, new Amounts());
        }
    }

    /** Notes a request that was carried out, whether it failed or not. */
    public void request(FrameType type, long nanos) {
        requests(type).add(nanos);
    }

    /** Notes an error that was told to a client. */
    public void error(DatabaseErrorCode code) {
        errors(code).add(1);
    }

    @Override
    public void waited(long nanos) {
        lockWaits.add(nanos);
    }

    @Override
    public void held(long nanos) {
        lockHolds.add(nanos);
    }

    @Override
    public void grouped(int size) {
        groupSizes.add(size);
    }

    Amounts requests(FrameType type) {
        return requests.getOrDefault(type, lockWaits);
    }

    Amounts errors(DatabaseErrorCode code) {
        return errors.getOrDefault(code, lockWaits);
    }

    Amounts lockWaits() {
        return lockWaits;
    }

    Amounts lockHolds() {
        return lockHolds;
    }

    Amounts groupSizes() {
        return groupSizes;
    }
}
