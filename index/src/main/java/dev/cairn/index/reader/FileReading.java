package dev.cairn.index.reader;

import dev.cairn.index.extract.SourceFacts;
import java.util.Optional;

/** What the reading of one file gave. */
public sealed interface FileReading {

    /**
     * A text was read and its facts were extracted.
     *
     * @param sha256 the SHA-256 of its bytes
     * @param language the name of its language
     * @param facts what is in it
     * @param encodingProblem what is wrong with its encoding, if anything is
     * @param readNanos when it was read, in nanoseconds since 1970
     */
    record Facts(
            String sha256,
            String language,
            SourceFacts facts,
            Optional<String> encodingProblem,
            long readNanos)
            implements FileReading {}

    /**
     * A text was read, and nothing was extracted but the text, because its parser did not end.
     *
     * @param text the same as would be of a language without a grammar
     * @param reason why
     */
    record TextOnly(Facts text, String reason) implements FileReading {}

    /**
     * It has the content that was known.
     *
     * @param readNanos when it was read, in nanoseconds since 1970
     */
    record Known(long readNanos) implements FileReading {}

    /**
     * It is no text, or has grown over the limit.
     *
     * @param sha256 the SHA-256 of its bytes; empty if they were too many
     * @param readNanos when it was read, in nanoseconds since 1970
     */
    record NameOnly(String sha256, long readNanos) implements FileReading {}

    /**
     * It could not be read.
     *
     * @param message why
     */
    record Unreadable(String message) implements FileReading {}
}
