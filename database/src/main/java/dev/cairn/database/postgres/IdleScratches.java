package dev.cairn.database.postgres;

import org.jspecify.annotations.Nullable;

/**
 * The scratch database of a source that is empty again. To create a database costs the server much
 * more than to clear a small one.
 */
final class IdleScratches implements AutoCloseable {

    private @Nullable ScratchDatabase idle;
    private boolean closed;

    /** Takes it; null if there is none. */
    synchronized @Nullable ScratchDatabase take() {
        ScratchDatabase taken = idle;
        idle = null;
        return taken;
    }

    /** Keeps one that was cleared; returns whether it does. */
    synchronized boolean keep(ScratchDatabase scratch) {
        boolean wanted = !closed && idle == null;
        if (wanted) {
            idle = scratch;
        }
        return wanted;
    }

    @Override
    public void close() {
        ScratchDatabase last;
        synchronized (this) {
            closed = true;
            last = take();
        }
        if (last != null) {
            last.discard();
        }
    }
}
