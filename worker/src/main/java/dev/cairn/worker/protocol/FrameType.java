package dev.cairn.worker.protocol;

import org.jspecify.annotations.Nullable;

/** The kinds of frames. Those of a client are below 0x80, those of the worker above. */
public enum FrameType {
    HELLO(0x01),
    PREPARE(0x02),
    CLOSE_STATEMENT(0x03),
    EXECUTE(0x04),
    QUERY(0x05),
    BATCH(0x06),
    PIPELINE(0x07),
    FETCH(0x08),
    CLOSE_CURSOR(0x09),
    BEGIN(0x0A),
    COMMIT(0x0B),
    ROLLBACK(0x0C),
    SAVEPOINT(0x0D),
    CANCEL(0x0E),
    RESOLVE(0x0F),
    INSPECT(0x10),
    PERFORM(0x11),
    PING(0x12),
    STATUS(0x13),
    SHUTDOWN(0x14),
    METRICS(0x15),
    SUMMARY(0x16),
    WELCOME(0x81),
    COMPLETE(0x82),
    FAILURE(0x83),
    ROWS(0x84),
    PROGRESS(0x85),
    DOCUMENT(0x86),
    PIPELINE_RESULT(0x87),
    RESOLUTION(0x88),
    WORKER_SUMMARY(0x89);

    private static final @Nullable FrameType[] BY_CODE = new @Nullable FrameType[256];

    static {
        for (FrameType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    /** Returns the byte that stands for it. */
    public int code() {
        return code;
    }

    /**
     * Returns the kind that a byte stands for.
     *
     * @throws dev.cairn.database.DatabaseException with PROTOCOL if it stands for none
     */
    static FrameType of(int code) {
        FrameType type = BY_CODE[code & 0xFF];
        if (type == null) {
            throw BodyReader.broken("0x%02x is no type of frame".formatted(code & 0xFF));
        }
        return type;
    }
}
