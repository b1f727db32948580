package dev.cairn.database.postgres;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scratch databases of a source that are empty again. To create a database costs the server
 * much more than to clear a small one.
 */
final class IdleScratches implements AutoCloseable {

    private final List<ScratchDatabase> idle = new ArrayList<>();
    private boolean closed;

    /** Takes one; null if there is none of that sort. */
    synchronized @Nullable ScratchDatabase take(boolean checksBodies) {
        for (ScratchDatabase scratch : idle) {
            if (scratch.checksBodies() == checksBodies) {
                idle.remove(scratch);
                return scratch;
            }
        }
        return null;
    }

    /** Keeps one that was cleared; returns whether it does. */
    synchronized boolean keep(ScratchDatabase scratch) {
        boolean wanted =
                !closed
                        && idle.stream()
                                .noneMatch(one -> one.checksBodies() == scratch.checksBodies());
        if (wanted) {
            idle.add(scratch);
        }
        return wanted;
    }

    @Override
    public void close() {
        List<ScratchDatabase> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(ScratchDatabase::discard);
    }
}
