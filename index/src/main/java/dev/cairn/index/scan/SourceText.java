package dev.cairn.index.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The content of one file. Text is UTF-8, or UTF-16 if it begins with that byte order mark; what is
 * no valid UTF-8 is read with replacement characters and said so.
 */
public sealed interface SourceText {

    /** Returns the SHA-256 of the bytes, in lower-case hexadecimal. */
    String sha256();

    /** Returns the text; empty if it is not text. */
    Optional<String> content();

    /**
     * A file that is no text.
     *
     * @param sha256 the SHA-256 of its bytes
     */
    record Binary(String sha256) implements SourceText {

        @Override
        public Optional<String> content() {
            return Optional.empty();
        }
    }

    /**
     * A file of text.
     *
     * @param sha256 the SHA-256 of its bytes
     * @param text the text, without byte order mark
     * @param encodingProblem what is wrong with the encoding, if anything is
     */
    record Text(String sha256, String text, Optional<String> encodingProblem)
            implements SourceText {

        @Override
        public Optional<String> content() {
            return Optional.of(text);
        }
    }

    /** Returns the content of a file. */
    static SourceText read(Path file) throws IOException {
        return of(Files.readAllBytes(file));
    }

    /** Returns what bytes are as content of a file. */
    static SourceText of(byte[] bytes) {
        return of(hash(bytes), bytes);
    }

    /** Returns the text that bytes are, without their hash; empty if they are not text. */
    static Optional<String> content(byte[] bytes) {
        return of("", bytes).content();
    }

    private static SourceText of(String sha256, byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(sha256, bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(sha256, bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (looksBinary(bytes)) {
            return new Binary(sha256);
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        return decode(sha256, bytes, start, StandardCharsets.UTF_8);
    }

    private static SourceText decode(String sha256, byte[] bytes, int start, Charset charset) {
        ByteBuffer content = ByteBuffer.wrap(bytes, start, bytes.length - start);
        try {
            String text =
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(content)
                            .toString();
            return new Text(sha256, text, Optional.empty());
        } catch (CharacterCodingException e) {
            String text = new String(bytes, start, bytes.length - start, charset);
            String problem = "invalid " + charset.name() + " after byte " + content.position();
            return new Text(sha256, text, Optional.of(problem));
        }
    }

    /** Git's rule: a NUL among the first 8000 bytes (buffer_is_binary in its xdiff-interface.c). */
    private static boolean looksBinary(byte[] bytes) {
        int end = Math.min(bytes.length, 8000);
        for (int i = 0; i < end; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
