package dev.cairn.worker.protocol;

/**
 * The bounds of one worker. Each is checked before anything is allocated for what it bounds.
 *
 * @param frameBytes the longest body of one frame; longer messages are sent in several
 * @param messageBytes the longest message, over all of its frames
 * @param statementBytes the longest text of a statement, in UTF-8
 * @param values the most values bound to one statement
 * @param batchRows the most rows in one batch request
 * @param openStatements the most statements that a session can have defined
 * @param openCursors the most queries that a session can have open
 * @param sessions the most sessions
 * @param waitingWriters the most writes that can wait for the write lock
 */
public record Limits(
        int frameBytes,
        int messageBytes,
        int statementBytes,
        int values,
        int batchRows,
        int openStatements,
        int openCursors,
        int sessions,
        int waitingWriters) {

    /** The longest name or key that a client gives: its own, that of a commit or a savepoint. */
    static final int NAME_BYTES = 1_000;

    /** The most names in a list. */
    static final int NAMES = 100;

    /** The bounds that a worker has if nothing else is said. */
    public static final Limits DEFAULT =
            new Limits(16 << 20, 64 << 20, 1 << 20, 32_766, 100_000, 256, 16, 64, 1_024);

    void write(BodyWriter out) {
        out.varint(frameBytes);
        out.varint(messageBytes);
        out.varint(statementBytes);
        out.varint(values);
        out.varint(batchRows);
        out.varint(openStatements);
        out.varint(openCursors);
        out.varint(sessions);
        out.varint(waitingWriters);
    }

    static Limits read(BodyReader in) {
        return new Limits(
                in.varint(),
                in.varint(),
                in.varint(),
                in.varint(),
                in.varint(),
                in.varint(),
                in.varint(),
                in.varint(),
                in.varint());
    }
}
