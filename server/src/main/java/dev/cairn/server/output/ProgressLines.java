package dev.cairn.server.output;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * Progress for a log file: a line at each change of phase, and one from time to time within it,
 * such as {@code parse: 1200 of 10000 files, 310 files/s, 28 s left}.
 */
final class ProgressLines implements ProgressDisplay {

    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintWriter writer;
    private final String unit;
    private String phase = "";
    private long phaseBegan;
    private long lastLine;

    ProgressLines(PrintWriter writer, String unit) {
        this.writer = writer;
        this.unit = unit;
    }

    @Override
    public synchronized void progress(String current, long done, long total) {
        long now = System.nanoTime();
        if (!current.equals(phase)) {
            phase = current;
            phaseBegan = now;
            lastLine = now;
        } else if (now - lastLine >= INTERVAL_NANOS) {
            lastLine = now;
            writer.println(line(done, total, (now - phaseBegan) / 1e9));
            writer.flush();
        }
    }

    private String line(long done, long total, double seconds) {
        double rate = done / seconds;
        String count = total > 0 ? done + " of " + total : Long.toString(done);
        String left =
                total > done && rate > 0 ? ", %.0f s left".formatted((total - done) / rate) : "";
        return "%s: %s %s, %.0f %s/s%s".formatted(phase, count, unit, rate, unit, left);
    }

    @Override
    public void close() {}
}
