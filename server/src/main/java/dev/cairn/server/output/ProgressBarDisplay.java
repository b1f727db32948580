package dev.cairn.server.output;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Progress for a person at a terminal: one bar for each phase that takes longer than a second, with
 * rate and time left; only the name of the phase if the amount of work is unknown.
 */
final class ProgressBarDisplay implements ProgressDisplay {

    private static final int REDRAW_MILLIS = 200;
    private static final long HIDDEN_NANOS = Duration.ofSeconds(1).toNanos();

    private final String unit;
    private volatile String phase = "";

    /** Whether the phase has said how much there is to do. */
    private volatile boolean measured;

    private @Nullable ProgressBar bar;

    ProgressBarDisplay(String unit) {
        this.unit = unit;
    }

    @Override
    public synchronized void progress(String current, long done, long total) {
        ProgressBar shown = bar;
        if (shown == null || !current.equals(phase)) {
            close();
            phase = current;
            measured = false;
            shown = begin(current, total);
            bar = shown;
        }
        if (total > 0) {
            shown.maxHint(total);
            measured = true;
        }
        shown.stepTo(done);
    }

    private ProgressBar begin(String name, long total) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setUnit(" " + unit, 1)
                .setInitialMax(total > 0 ? total : -1)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setStyle(ProgressBarStyle.ASCII)
                .setSpeedUnit(ChronoUnit.SECONDS)
                .showSpeed()
                .setConsumer(new OneLine())
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    /** Draws every bar on the line where the cursor is, and leaves that line empty. */
    private final class OneLine extends ConsoleProgressBarConsumer {

        private final long begun = System.nanoTime();
        private boolean drawn;

        OneLine() {
            super(System.err);
        }

        @Override
        public void accept(String bar) {
            if (System.nanoTime() - begun >= HIDDEN_NANOS) {
                super.accept(measured ? bar : phase + " …");
                drawn = true;
            }
        }

        @Override
        public void clear() {
            if (drawn) {
                super.clear();
            }
        }

        @Override
        public void close() {
            System.err.flush();
        }
    }
}
