package dev.cairn.index.extract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The text that stands for a definition when its meaning is looked for: its signature, what its
 * documentation says, and the begin of its body. Neither its place nor its path is in it, so moving
 * a definition does not change it.
 */
public final class DefinitionText {

    private static final int HASH_BYTES = 16;
    private static final int LONGEST_DOCSTRING = 900;
    private static final int LONGEST_BODY = 900;

    /** How far into its text annotations may push the signature. */
    private static final int LONGEST_BEFORE_SIGNATURE = 600;

    private final String text;

    private DefinitionText(String text) {
        this.text = text;
    }

    /**
     * Returns the text of a definition; empty if its name says all there is to say.
     *
     * @param content the text of the definition without what documents it
     */
    public static Optional<DefinitionText> of(
            DefinitionKind kind, String signature, Optional<String> docstring, String content) {
        boolean value =
                switch (kind) {
                    case FIELD, CONSTANT, VARIABLE -> true;
                    case CLASS,
                            INTERFACE,
                            ENUM,
                            RECORD,
                            ANNOTATION,
                            STRUCT,
                            TRAIT,
                            OBJECT,
                            TYPE,
                            MODULE,
                            FUNCTION,
                            METHOD,
                            CONSTRUCTOR,
                            MACRO,
                            HEADING ->
                            false;
                };
        if (value && docstring.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder(signature);
        docstring.ifPresent(some -> append(text, some, LONGEST_DOCSTRING));
        append(text, body(content, signature), LONGEST_BODY);
        return Optional.of(new DefinitionText(text.toString()));
    }

    /** Adds a line, with single spaces between the words. */
    private static void append(StringBuilder text, String more, int longest) {
        int start = text.length();
        boolean space = false;
        for (int i = 0; i < more.length() && text.length() - start < longest; i++) {
            char character = more.charAt(i);
            if (Character.isWhitespace(character)) {
                space = true;
            } else {
                if (text.length() == start) {
                    text.append('\n');
                } else if (space) {
                    text.append(' ');
                }
                space = false;
                text.append(character);
            }
        }
        if (Character.isHighSurrogate(text.charAt(text.length() - 1))) {
            text.setLength(text.length() - 1);
        }
    }

    /** Returns what comes behind the signature; all of it if the signature is written otherwise. */
    private static String body(String content, String signature) {
        int last = Math.min(content.length(), LONGEST_BEFORE_SIGNATURE);
        for (int start = 0; start < last && !signature.isEmpty(); start++) {
            if (content.charAt(start) == signature.charAt(0)) {
                int end = endOfMatch(content, start, signature);
                if (end > 0) {
                    return content.substring(end);
                }
            }
        }
        return content;
    }

    /** Compares without white space; returns where the match ends, or -1. */
    private static int endOfMatch(String content, int start, String signature) {
        int at = start;
        for (int i = 0; i < signature.length(); i++) {
            if (!Character.isWhitespace(signature.charAt(i))) {
                while (at < content.length() && Character.isWhitespace(content.charAt(at))) {
                    at++;
                }
                if (at == content.length() || content.charAt(at) != signature.charAt(i)) {
                    return -1;
                }
                at++;
            }
        }
        return at;
    }

    /** Returns the text itself. */
    public String text() {
        return text;
    }

    /** Returns 16 bytes that no other text has. */
    public byte[] hash() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
