package dev.cairn.vectors.nearest;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** The hash of a definition's text: sixteen bytes. */
public record TextHash(long high, long low) {

    private static final int BYTES = 16;

    /**
     * Returns the hash that the bytes of a database are.
     *
     * @throws IllegalArgumentException if they are not sixteen
     */
    public static TextHash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(
                    "a hash has %d bytes, not %d".formatted(BYTES, bytes.length));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new TextHash(buffer.getLong(), buffer.getLong());
    }

    /** Returns its bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }

    /** Returns it in hexadecimal. */
    public String hex() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
