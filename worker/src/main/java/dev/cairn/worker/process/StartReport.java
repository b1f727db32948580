package dev.cairn.worker.process;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.worker.protocol.Documents;

/**
 * The one line that a worker writes to its standard output: {@code ready} and its process id, or
 * {@code failed} and the reason as JSON.
 *
 * @param ready whether clients can connect
 * @param process its process id; 0 if they cannot
 * @param code what went wrong; INTERNAL where nothing did
 * @param message what went wrong, for people; empty where nothing did
 */
public record StartReport(boolean ready, long process, DatabaseErrorCode code, String message) {

    private static final String READY = "ready ";
    private static final String FAILED = "failed ";

    /** Returns the report of a worker that is ready. */
    public static StartReport ready(long process) {
        return new StartReport(true, process, DatabaseErrorCode.INTERNAL, "");
    }

    /** Returns the report of a worker that cannot start. */
    public static StartReport failed(DatabaseErrorCode code, String message) {
        return new StartReport(false, 0, code, message);
    }

    /** Returns the line. */
    public String toLine() {
        return ready ? READY + process : FAILED + Documents.write(this);
    }

    /**
     * Reads the line.
     *
     * @throws dev.cairn.database.DatabaseException with PROTOCOL if it is none
     */
    public static StartReport parse(String line) {
        return line.startsWith(READY)
                ? ready(Long.parseLong(line.substring(READY.length())))
                : Documents.read(
                        line.startsWith(FAILED) ? line.substring(FAILED.length()) : line,
                        StartReport.class);
    }
}
