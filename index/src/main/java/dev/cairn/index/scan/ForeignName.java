package dev.cairn.index.scan;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Names of files that are not text. Linux takes any bytes for a name; Java shows what is not UTF-8
 * as U+FFFD, and the path that this text stands for is another one.
 */
final class ForeignName {

    private static final char REPLACEMENT = '\uFFFD';

    private ForeignName() {}

    /** Returns whether the name of an entry cannot be written as text. */
    static boolean has(Path entry) {
        Path name = entry.getFileName();
        if (name == null || name.toString().indexOf(REPLACEMENT) < 0) {
            return false;
        }
        try {
            return !name.equals(entry.getFileSystem().getPath(name.toString()));
        } catch (InvalidPathException _) {
            return true;
        }
    }

    /** Returns the name of an entry with the bytes that are no text as {@code \xff}. */
    static String escaped(Path entry) {
        String path = entry.toUri().getRawPath();
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        return escaped(bytes(path.substring(path.lastIndexOf('/', end - 1) + 1, end)));
    }

    private static String escaped(ByteBuffer name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(name.remaining());
        StringBuilder escaped = new StringBuilder();
        CoderResult result = decoder.decode(name, text, true);
        while (result.isError()) {
            escaped.append(text.flip());
            text.clear();
            for (int i = 0; i < result.length(); i++) {
                escaped.append("\\x").append(HexFormat.of().toHexDigits(name.get()));
            }
            result = decoder.reset().decode(name, text, true);
        }
        return escaped.append(text.flip()).toString();
    }

    /** Returns the bytes of a part of a {@link URI} as it is written. */
    private static ByteBuffer bytes(String part) {
        ByteBuffer bytes = ByteBuffer.allocate(part.length());
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) == '%') {
                bytes.put((byte) HexFormat.fromHexDigits(part, i + 1, i + 3));
                i += 2;
            } else {
                bytes.put((byte) part.charAt(i));
            }
        }
        return bytes.flip();
    }
}
