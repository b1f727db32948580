package dev.cairn.index.edit;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One edit of one file.
 *
 * @param path the file, below the project's root, with {@code /} between the names
 * @param expectedHash the SHA-256 of the content that the caller read, in lower-case hexadecimal,
 *     or {@value #ABSENT} for a new file
 * @param text the text that the file shall have
 * @param allowErrors whether the new text may have more syntax errors than the old one
 * @param commitMessage the message of a git commit of this file alone; empty for no commit
 */
public record EditRequest(
        String path,
        String expectedHash,
        NewText text,
        boolean allowErrors,
        Optional<String> commitMessage) {

    /** The expected hash of a file that does not exist. */
    public static final String ABSENT = "absent";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}|" + ABSENT);

    public EditRequest {
        if (!HASH.matcher(expectedHash).matches()) {
            throw EditException.invalid(
                    "expected hash '%s' is invalid: give the 64 hexadecimal digits of the file's SHA-256, or '%s' for a new file"
                            .formatted(expectedHash, ABSENT));
        }
        if (commitMessage.filter(String::isBlank).isPresent()) {
            throw EditException.invalid("a commit message must not be empty");
        }
    }
}
