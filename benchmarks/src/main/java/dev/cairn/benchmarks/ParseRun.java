package dev.cairn.benchmarks;

import dev.cairn.index.extract.Extractor;
import dev.cairn.index.language.Languages;
import dev.cairn.index.scan.ScannedFile;
import dev.cairn.index.scan.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Reads, parses and extracts files without keeping anything of them. */
final class ParseRun {

    private ParseRun() {}

    static double seconds(List<ScannedFile> files, int threads) {
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        // Closing the pool waits for its threads.
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            IntStream.range(0, threads).forEach(i -> pool.execute(() -> extract(files, next)));
        }
        if (next.get() < files.size()) {
            throw new IllegalStateException("a thread failed before the last file");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void extract(List<ScannedFile> files, AtomicInteger next) {
        try (Extractor extractor = new Extractor()) {
            for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
                ScannedFile file = files.get(i);
                if (SourceText.read(file.file()) instanceof SourceText.Text text) {
                    extractor.extract(
                            Languages.of(file.path(), text.text()), file.path(), text.text());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a source file", e);
        }
    }
}
