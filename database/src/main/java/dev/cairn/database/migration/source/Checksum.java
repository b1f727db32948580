package dev.cairn.database.migration.source;

import dev.cairn.database.file.DurableFiles;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * SHA-256 over a text, after what editors and version control change by themselves is taken out of
 * it: the byte order mark, the kind of line ends, white space at the end of a line and of the file.
 */
public final class Checksum {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Checksum() {}

    /** Returns the checksum of a text, in hexadecimal. */
    public static String of(String text) {
        byte[] bytes = normalised(text).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(DurableFiles.sha256().digest(bytes));
    }

    private static String normalised(String text) {
        StringBuilder normalised = new StringBuilder(text.length());
        withoutMark(text)
                .lines()
                .forEach(line -> normalised.append(line.stripTrailing()).append('\n'));
        return normalised.toString().stripTrailing();
    }

    /** Returns the text without a byte order mark at its beginning. */
    public static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
