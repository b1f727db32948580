package dev.cairn.database;

/** Receives the progress of a long piece of work. */
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener NONE = (phase, done, total) -> {};

    /**
     * Called while work goes on.
     *
     * @param phase what is being done, such as {@code rebuild table 'files', rows}
     * @param done units done so far
     * @param total units in all; 0 if not known
     */
    void progress(String phase, long done, long total);
}
