package dev.cairn.index.store;

import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.scan.ScannedFile;
import java.util.List;
import java.util.Optional;

/** What the index has to learn about one file. */
public sealed interface FileChange {

    /**
     * A file is new or has another content.
     *
     * @param file the file as the scan found it
     * @param known the file as the index knows it, if it does
     * @param language its language
     * @param sha256 the SHA-256 of its content
     * @param facts what is in it
     * @param errors what could not be indexed of it
     */
    record Indexed(
            ScannedFile file,
            Optional<KnownFile> known,
            Language language,
            String sha256,
            SourceFacts facts,
            List<FileError> errors)
            implements FileChange {

        public Indexed {
            errors = List.copyOf(errors);
        }
    }

    /**
     * A file has another time of change, and the content that it had.
     *
     * @param known the file as the index knows it
     * @param file the file as the scan found it
     */
    record Touched(KnownFile known, ScannedFile file) implements FileChange {}

    /**
     * A file is not there any more, or is none that is indexed.
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
