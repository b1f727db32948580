package dev.cairn.index;

import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.language.Languages;
import dev.cairn.index.parse.SyntaxProblem;
import dev.cairn.index.reader.FileReading;
import dev.cairn.index.reader.ReadRequest;
import dev.cairn.index.scan.ScannedFile;
import dev.cairn.index.store.Coverage;
import dev.cairn.index.store.FileChange;
import dev.cairn.index.store.FileError;
import dev.cairn.index.store.KnownFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that must be read to know what the index has to learn of it.
 *
 * @param file the file as the scan found it
 * @param known the file as the index knows it, if it does
 * @param trustHash whether the same content means that nothing is to do
 */
record FileWork(ScannedFile file, Optional<KnownFile> known, boolean trustHash) {

    private static final SourceFacts NO_FACTS = SourceFacts.ofTextAlone("");

    /** Returns what is asked of the reader. */
    ReadRequest request(long maxFileBytes) {
        String knownSha256 =
                known.filter(before -> trustHash && !before.deleted())
                        .map(KnownFile::sha256)
                        .orElse("");
        return new ReadRequest(
                file.path(), file.file().toString(), knownSha256, file.size(), maxFileBytes);
    }

    /** Returns what the index has to learn of a file that is too large to be read. */
    FileChange tooLarge(long readNanos) {
        return nameOnly("", readNanos);
    }

    /** Returns what the index has to learn by a reading. */
    FileChange change(FileReading reading) {
        return switch (reading) {
            case FileReading.Facts facts -> indexed(facts, Optional.empty());
            case FileReading.TextOnly text ->
                    indexed(text.text(), Optional.of(text.reason() + "; only the text is indexed"));
            case FileReading.Known same ->
                    new FileChange.Touched(known.orElseThrow(), file, same.readNanos());
            case FileReading.NameOnly name -> nameOnly(name.sha256(), name.readNanos());
            case FileReading.Unreadable problem ->
                    new FileChange.Unreadable(
                            file.path(),
                            known,
                            new FileError(
                                    FileError.Kind.READ, problem.message(), Optional.empty()));
        };
    }

    private FileChange nameOnly(String sha256, long readNanos) {
        boolean same =
                trustHash
                        && known.filter(before -> !before.deleted())
                                .filter(before -> before.coverage() == Coverage.NAME)
                                .filter(before -> before.sha256().equals(sha256))
                                .isPresent();
        return same
                ? new FileChange.Touched(known.orElseThrow(), file, readNanos)
                : new FileChange.Indexed(
                        file,
                        known,
                        Languages.of(file.path()),
                        new FileChange.Content(sha256, Coverage.NAME, readNanos),
                        NO_FACTS,
                        List.of());
    }

    private FileChange indexed(FileReading.Facts reading, Optional<String> unparsed) {
        Language language = Languages.named(reading.language()).orElseGet(Languages::text);
        Coverage coverage =
                language.isParsed() && unparsed.isEmpty() ? Coverage.FULL : Coverage.TEXT;
        return new FileChange.Indexed(
                file,
                known,
                language,
                new FileChange.Content(reading.sha256(), coverage, reading.readNanos()),
                reading.facts(),
                errors(reading, unparsed));
    }

    private static List<FileError> errors(FileReading.Facts reading, Optional<String> unparsed) {
        List<FileError> errors = new ArrayList<>();
        reading.encodingProblem()
                .ifPresent(problem ->
                        errors.add(
                                new FileError(FileError.Kind.ENCODING, problem, Optional.empty())));
        for (SyntaxProblem problem : reading.facts().problems()) {
            errors.add(
                    new FileError(
                            FileError.Kind.SYNTAX,
                            problem.message() + " in column " + problem.column(),
                            Optional.of(problem.line())));
        }
        unparsed.ifPresent(reason ->
                errors.add(new FileError(FileError.Kind.PARSER, reason, Optional.empty())));
        return errors;
    }
}
