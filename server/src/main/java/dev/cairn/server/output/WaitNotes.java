package dev.cairn.server.output;

/** A display that says in a line of its own what the work waits for, first after a second. */
final class WaitNotes implements ProgressDisplay {

    /** How the phases begin in which work waits for others. */
    private static final String WAITING = "waiting for ";

    private static final int SECONDS_BETWEEN = 10;

    private final ProgressDisplay display;
    private final Output output;

    WaitNotes(ProgressDisplay display, Output output) {
        this.display = display;
        this.output = output;
    }

    @Override
    public void progress(String phase, long done, long total) {
        if (!phase.startsWith(WAITING)) {
            display.progress(phase, done, total);
        } else if (done == 1 || done % SECONDS_BETWEEN == 0) {
            output.note("%s (%d s of %d s)".formatted(phase, done, total));
        }
    }

    @Override
    public void close() {
        display.close();
    }
}
