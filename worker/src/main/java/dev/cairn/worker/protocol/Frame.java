package dev.cairn.worker.protocol;

import dev.cairn.database.TransactionState;
import java.util.List;

/**
 * One frame as it was read, or all the frames of one message put together.
 *
 * @param type what it is
 * @param flags the bits below
 * @param request the number that the client gave the request; a reply carries the number of its
 *     request
 * @param body the rest; not copied, so receivers of the frame must not change it
 */
@SuppressWarnings("ArrayRecordComponent")
public record Frame(FrameType type, int flags, int request, byte[] body) {

    /** The bytes before the body: length, type, flags, request. */
    static final int HEADER_BYTES = 10;

    /** The header's bytes that the length counts: type, flags, request. */
    static final int COUNTED_HEADER_BYTES = 6;

    /** The body goes on in the next frame, which has the same type and request. */
    static final int MORE = 0x01;

    /** The first rows of a query: the names of the columns stand before them. */
    public static final int FIRST = 0x02;

    /** The last rows of a query: its cursor is closed. */
    public static final int LAST = 0x04;

    private static final int STATE_SHIFT = 4;
    private static final int STATE_MASK = 0x03;
    private static final List<TransactionState> STATES =
            List.of(
                    TransactionState.IDLE,
                    TransactionState.READ,
                    TransactionState.WRITE,
                    TransactionState.FAILED);

    /** Returns the flags of a reply for the state of the transaction. */
    public static int flagsFor(TransactionState state) {
        return STATES.indexOf(state) << STATE_SHIFT;
    }

    /** Returns where the transaction of the session stands after this reply. */
    public TransactionState transactionState() {
        return STATES.get((flags >> STATE_SHIFT) & STATE_MASK);
    }

    /** Returns whether a flag is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
