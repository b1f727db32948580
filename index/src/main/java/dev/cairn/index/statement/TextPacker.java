package dev.cairn.index.statement;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.Rows;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Makes long texts smaller for a column that can hold bytes: as a raw DEFLATE stream
 * (https://www.rfc-editor.org/rfc/rfc1951) of their UTF-8. A text that gains little stays a text,
 * so a value says by its type what it is. To be used by one thread.
 */
public final class TextPacker {

    /** Shorter texts gain less than it costs. */
    private static final int SHORTEST = 256;

    /** More than any file that is indexed has; a damaged value must not take all memory. */
    private static final int LONGEST_BYTES = 64 * 1024 * 1024;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private byte[] buffer = new byte[1 << 14];

    /** Makes a packer. */
    public TextPacker() {}

    /** Returns the text, or its bytes where they take less than three quarters of it. */
    public Object packed(String text) {
        if (text.length() < SHORTEST) {
            return text;
        }
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        int most = plain.length / 4 * 3;
        if (buffer.length < most) {
            buffer = new byte[most];
        }
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        int length = deflater.deflate(buffer, 0, most);
        return deflater.finished() && isExact(text, plain) ? Arrays.copyOf(buffer, length) : text;
    }

    /** A text with half of a surrogate pair has no UTF-8. */
    private static boolean isExact(String text, byte[] utf8) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(utf8, StandardCharsets.UTF_8).equals(text);
            }
        }
        return true;
    }

    /** Returns the text of a column whose values were packed; empty for NULL. */
    public static Optional<String> text(Rows rows, int column) {
        Object value = rows.value(column);
        return value instanceof byte[] packed
                ? Optional.of(unpacked(packed))
                : Optional.ofNullable(rows.text(column));
    }

    private static String unpacked(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            byte[] plain = new byte[Math.max(64, 4 * packed.length)];
            int length = inflater.inflate(plain);
            while (!inflater.finished()) {
                if (plain.length > LONGEST_BYTES || inflater.needsInput()) {
                    throw damaged(packed);
                }
                plain = Arrays.copyOf(plain, 2 * plain.length);
                length += inflater.inflate(plain, length, plain.length - length);
            }
            return new String(plain, 0, length, StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw damaged(packed);
        } finally {
            inflater.end();
        }
    }

    private static DatabaseException damaged(byte[] packed) {
        return new DatabaseException(
                DatabaseErrorCode.CORRUPT,
                "cannot unpack a text of %d bytes from the index; remove the index with 'cairn clean' and index again"
                        .formatted(packed.length));
    }
}
