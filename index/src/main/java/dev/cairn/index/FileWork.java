package dev.cairn.index;

import dev.cairn.index.extract.Extractor;
import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.language.Languages;
import dev.cairn.index.parse.SyntaxProblem;
import dev.cairn.index.scan.ScanProblem;
import dev.cairn.index.scan.ScannedFile;
import dev.cairn.index.scan.SourceText;
import dev.cairn.index.store.FileChange;
import dev.cairn.index.store.FileError;
import dev.cairn.index.store.KnownFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file that must be opened to know what the index has to learn of it.
 *
 * @param file the file as the scan found it
 * @param known the file as the index knows it, if it does
 * @param trustHash whether the same content means that nothing is to do
 */
record FileWork(ScannedFile file, Optional<KnownFile> known, boolean trustHash) {

    /** Returns what the index has to learn; empty if the file is binary and was not known. */
    Optional<FileChange> read(Extractor extractor) {
        return read(text -> text(text, extractor));
    }

    /** Returns the same where its parser does not end: the text is all that is known. */
    Optional<FileChange> readUnparsed(String reason) {
        return read(text -> unparsed(text, reason));
    }

    private Optional<FileChange> read(Function<SourceText.Text, FileChange> reader) {
        SourceText content;
        try {
            content = SourceText.read(file.file());
        } catch (IOException e) {
            return Optional.of(unreadable(e));
        }
        return switch (content) {
            case SourceText.Binary binary ->
                    known.filter(before -> !before.deleted()).map(FileChange.Vanished::new);
            case SourceText.Text text -> Optional.of(reader.apply(text));
        };
    }

    private FileChange unreadable(IOException e) {
        ScanProblem problem = ScanProblem.of(file.path(), e);
        return new FileChange.Unreadable(
                file.path(),
                known,
                new FileError(FileError.Kind.READ, problem.message(), Optional.empty()));
    }

    private FileChange text(SourceText.Text text, Extractor extractor) {
        boolean same =
                trustHash
                        && known.filter(before -> !before.deleted())
                                .filter(before -> before.sha256().equals(text.sha256()))
                                .isPresent();
        if (same) {
            return new FileChange.Touched(known.orElseThrow(), file);
        }
        Language language = Languages.of(file.path(), text.text());
        SourceFacts facts = extractor.extract(language, file.path(), text.text());
        return new FileChange.Indexed(
                file, known, language, text.sha256(), facts, errors(text, facts));
    }

    private FileChange unparsed(SourceText.Text text, String reason) {
        SourceFacts facts = SourceFacts.ofTextAlone(text.text());
        List<FileError> errors = errors(text, facts);
        errors.add(new FileError(FileError.Kind.SYNTAX, reason, Optional.empty()));
        return new FileChange.Indexed(
                file, known, Languages.of(file.path(), text.text()), text.sha256(), facts, errors);
    }

    private static List<FileError> errors(SourceText.Text text, SourceFacts facts) {
        List<FileError> errors = new ArrayList<>();
        text.encodingProblem()
                .ifPresent(problem ->
                        errors.add(
                                new FileError(FileError.Kind.ENCODING, problem, Optional.empty())));
        for (SyntaxProblem problem : facts.problems()) {
            errors.add(
                    new FileError(
                            FileError.Kind.SYNTAX,
                            problem.message() + " in column " + problem.column(),
                            Optional.of(problem.line())));
        }
        return errors;
    }
}
