package dev.cairn.database;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text of ASCII alone, as the bytes in which it came: in UTF-8 it has the same, so that it can be
 * handed on without ever being a {@link String}.
 */
public final class AsciiText {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private final byte[] bytes;

    private AsciiText(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns whether there is nothing but ASCII between those places. */
    public static boolean isAscii(byte[] bytes, int start, int end) {
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            if (((long) LONGS.get(bytes, at) & HIGH_BITS) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            if (bytes[at] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns a copy of what is between those places, for which {@link #isAscii} holds. */
    public static AsciiText copyOf(byte[] bytes, int start, int end) {
        return new AsciiText(Arrays.copyOfRange(bytes, start, end));
    }

    /** Returns its bytes; not copied, so nobody may change them. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
