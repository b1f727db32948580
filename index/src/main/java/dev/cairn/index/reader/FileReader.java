package dev.cairn.index.reader;

import dev.cairn.index.extract.Extractor;
import dev.cairn.index.extract.Language;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.language.Languages;
import dev.cairn.index.scan.ScanProblem;
import dev.cairn.index.scan.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Reads one file after the other; to be used by one thread, which closes it. */
final class FileReader implements AutoCloseable {

    private static final int MOST_DEFINITIONS = 40_000;
    private static final int MOST_NAMES = 300_000;

    private final Extractor extractor = new Extractor();

    /** Reads a file and extracts its facts. */
    FileReading read(ReadRequest request) {
        FileReading reading =
                read(
                        request,
                        text -> {
                            Language language = Languages.of(request.path(), text.text());
                            return facts(
                                    text,
                                    language,
                                    extractor.extract(language, request.path(), text.text()));
                        });
        return reading instanceof FileReading.Facts facts
                ? excess(facts.facts()).map(reason -> readUnparsed(request, reason)).orElse(reading)
                : reading;
    }

    /** A file of two megabytes can have so many that the rows of one batch take all memory. */
    private static Optional<String> excess(SourceFacts facts) {
        if (facts.definitions().size() > MOST_DEFINITIONS) {
            return Optional.of(
                    "it has %,d definitions, and %,d are the most"
                            .formatted(facts.definitions().size(), MOST_DEFINITIONS));
        }
        int names = facts.symbols().size() + facts.imports().size();
        return names > MOST_NAMES
                ? Optional.of(
                        "it uses %,d names, and %,d are the most".formatted(names, MOST_NAMES))
                : Optional.empty();
    }

    /** Reads a file whose parser does not end: its text is all that is known. */
    static FileReading readUnparsed(ReadRequest request, String reason) {
        FileReading reading =
                read(
                        request,
                        text ->
                                facts(
                                        text,
                                        Languages.of(request.path(), text.text()),
                                        SourceFacts.ofTextAlone(text.text())));
        return reading instanceof FileReading.Facts facts
                ? new FileReading.TextOnly(facts, reason)
                : reading;
    }

    private static FileReading.Facts facts(
            SourceText.Text text, Language language, SourceFacts facts) {
        return new FileReading.Facts(
                text.sha256(), language.id(), facts, text.encodingProblem(), 0);
    }

    private static FileReading read(
            ReadRequest request, Function<SourceText.Text, FileReading.Facts> facts) {
        long now = nanosSince1970();
        try {
            Path file = Path.of(request.file());
            if (Files.size(file) > request.maxBytes()) {
                return new FileReading.NameOnly("", now);
            }
            return switch (SourceText.read(file)) {
                case SourceText.Binary binary -> new FileReading.NameOnly(binary.sha256(), now);
                case SourceText.Text text when text.sha256().equals(request.knownSha256()) ->
                        new FileReading.Known(now);
                case SourceText.Text text -> at(facts.apply(text), now);
            };
        } catch (IOException e) {
            return new FileReading.Unreadable(ScanProblem.of(request.path(), e).message());
        }
    }

    private static FileReading at(FileReading.Facts facts, long now) {
        return new FileReading.Facts(
                facts.sha256(), facts.language(), facts.facts(), facts.encodingProblem(), now);
    }

    private static long nanosSince1970() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public void close() {
        extractor.close();
    }
}
