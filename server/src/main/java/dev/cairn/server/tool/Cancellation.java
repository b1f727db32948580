package dev.cairn.server.tool;

import java.util.ArrayList;
import java.util.List;

/** The caller's wish to stop a call. Safe for use by several threads. */
public final class Cancellation {

    private final List<Runnable> stops = new ArrayList<>();
    private boolean cancelled;

    /** Stops the call: what was registered runs once, and what is registered later runs at once. */
    public void cancel() {
        List<Runnable> all;
        synchronized (stops) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            all = List.copyOf(stops);
        }
        all.forEach(Runnable::run);
    }

    /** Registers what stops the work, such as cancelling a driver's statement. */
    public void onCancel(Runnable stop) {
        synchronized (stops) {
            if (!cancelled) {
                stops.add(stop);
                return;
            }
        }
        stop.run();
    }

    /** Returns whether the call was cancelled. */
    public boolean isCancelled() {
        synchronized (stops) {
            return cancelled;
        }
    }
}
