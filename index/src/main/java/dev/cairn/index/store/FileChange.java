package dev.cairn.index.store;

import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.scan.ScannedFile;
import java.util.List;
import java.util.Optional;

/** What the index has to learn about one file. */
public sealed interface FileChange {

    /**
     * A file is new, has another content or another path.
     *
     * @param file the file as the scan found it
     * @param known the file as the index knows it, if it does; under another path if it was moved
     * @param language its language
     * @param content its content as far as the index keeps it
     * @param facts what is in it
     * @param errors what could not be indexed of it
     */
    record Indexed(
            ScannedFile file,
            Optional<KnownFile> known,
            Language language,
            Content content,
            SourceFacts facts,
            List<FileError> errors)
            implements FileChange {

        public Indexed {
            errors = List.copyOf(errors);
        }

        /** Returns the same change of a file that had another path before. */
        public Indexed movedFrom(KnownFile before) {
            return new Indexed(file, Optional.of(before), language, content, facts, errors);
        }
    }

    /**
     * Which content was read.
     *
     * @param sha256 the SHA-256 of its bytes; empty if they were not read
     * @param coverage how much of it is known
     * @param readNanos when it was read, in nanoseconds since 1970
     */
    record Content(String sha256, Coverage coverage, long readNanos) {}

    /**
     * A file has other attributes, and the content that it had.
     *
     * @param known the file as the index knows it
     * @param file the file as the scan found it
     * @param readNanos when its content was read, in nanoseconds since 1970
     */
    record Touched(KnownFile known, ScannedFile file, long readNanos) implements FileChange {}

    /**
     * A file does not exist any more, or is not indexed any more.
     *
     * @param known the file as the index knows it
     */
    record Vanished(KnownFile known) implements FileChange {}

    /**
     * A file or folder could not be looked at. What the index knows of it stays.
     *
     * @param path its path below the root
     * @param known the file as the index knows it, if it does
     * @param error why
     */
    record Unreadable(String path, Optional<KnownFile> known, FileError error)
            implements FileChange {}
}
