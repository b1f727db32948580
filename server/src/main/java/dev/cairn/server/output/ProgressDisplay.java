package dev.cairn.server.output;

import dev.cairn.database.ProgressListener;

/** Shows on the standard error how far a long piece of work has come; closed when it has ended. */
public interface ProgressDisplay extends ProgressListener, AutoCloseable {

    /** Shows nothing. */
    ProgressDisplay SILENT =
            new ProgressDisplay() {
                @Override
                public void progress(String phase, long done, long total) {}

                @Override
                public void close() {}
            };

    @Override
    void close();
}
