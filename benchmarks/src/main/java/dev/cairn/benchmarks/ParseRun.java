package dev.cairn.benchmarks;

import dev.cairn.index.extract.Extractor;
import dev.cairn.index.extract.Language;
import dev.cairn.index.language.Languages;
import dev.cairn.index.parse.SourceParser;
import dev.cairn.index.scan.ScannedFile;
import dev.cairn.index.scan.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Reads and parses files, or extracts them too, without keeping anything of them. */
final class ParseRun {

    private ParseRun() {}

    /** What is done with a file. */
    enum Work {
        PARSE,
        EXTRACT
    }

    static double seconds(List<ScannedFile> files, int threads, Work work) {
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        // Closing the pool waits for its threads.
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            IntStream.range(0, threads).forEach(i -> pool.execute(() -> run(files, next, work)));
        }
        if (next.get() < files.size()) {
            throw new IllegalStateException("a thread failed before the last file");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void run(List<ScannedFile> files, AtomicInteger next, Work work) {
        try (Extractor extractor = new Extractor();
                SourceParser parser = new SourceParser()) {
            for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
                ScannedFile file = files.get(i);
                if (SourceText.read(file.file()) instanceof SourceText.Text text) {
                    Language language = Languages.of(file.path(), text.text());
                    switch (work) {
                        case PARSE ->
                                language.grammar()
                                        .ifPresent(name -> parser.parse(name, text.text()));
                        case EXTRACT -> extractor.extract(language, file.path(), text.text());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a source file", e);
        }
    }
}
