package dev.cairn.benchmarks;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.StoragePaths;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.IndexSummary;
import dev.cairn.index.Indexer;
import dev.cairn.index.scan.ScannedFile;
import dev.cairn.index.scan.SourceScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How fast a source tree is indexed: parsing alone, the whole through the worker, the whole in one
 * process, and SQLite alone inserting the rows that came of it; all in one run, on new databases.
 *
 * <p>The argument is a folder; without one the JDK's own {@code lib/src.zip} is unpacked and taken.
 */
public final class IndexBenchmark {

    /** Parsed first and not counted, so that the first row does not pay for the JVM's start. */
    private static final int WARM_UP_FILES = 500;

    private static long sourceBytes;

    private IndexBenchmark() {}

    /** Runs it and prints a table. */
    public static void main(String[] arguments) throws IOException, SQLException {
        try (ScratchFolder scratch = ScratchFolder.create("cairn-index-benchmark")) {
            Path source =
                    arguments.length > 0
                            ? Path.of(arguments[0]).toRealPath()
                            : JdkSource.unpack(scratch.path().resolve("jdk"));
            run(source, scratch.path());
        }
    }

    private static void run(Path source, Path scratch) throws IOException, SQLException {
        IndexOptions options = IndexOptions.standard();
        List<ScannedFile> files = SourceScanner.scan(source, options.maxFileBytes()).files();
        print(
                files.size()
                        + " files, "
                        + Runtime.getRuntime().availableProcessors()
                        + " processors");
        print("");
        print("| what | seconds | files/s | MB/s | speed of parsing alone |");
        print("| --- | ---: | ---: | ---: | ---: |");

        sourceBytes = files.stream().mapToLong(ScannedFile::size).sum();
        int threads = options.parserThreads();
        List<ScannedFile> some = files.subList(0, Math.min(WARM_UP_FILES, files.size()));
        ParseRun.seconds(some, threads, ParseRun.Work.EXTRACT);
        double parsing = ParseRun.seconds(files, threads, ParseRun.Work.PARSE);
        row("parse alone", files.size(), parsing, parsing);
        row(
                "parse and extract alone",
                files.size(),
                ParseRun.seconds(files, threads, ParseRun.Work.EXTRACT),
                parsing);
        double worker =
                whole("through the worker", source, scratch.resolve("worker"), true, parsing);
        whole("in one process", source, scratch.resolve("process"), false, parsing);
        Path database = scratch.resolve("process").resolve("index.db");
        double raw = RawInsertRun.seconds(database, scratch.resolve("raw.db"));
        row("SQLite alone, the same rows", files.size(), raw, parsing);

        print("");
        print(
                String.format(
                        Locale.ROOT,
                        "The whole through the worker takes %.2f times parsing and inserting"
                                + " together.%nThe database has %.0f MB, the source %.0f MB.",
                        worker / (parsing + raw),
                        Files.size(database) / 1e6,
                        sourceBytes / 1e6));
    }

    private static double whole(
            String name, Path source, Path folder, boolean worker, double parsing)
            throws IOException {
        Files.createDirectories(folder);
        try (CodeDatabase database = CodeDatabase.open(configuration(folder, worker))) {
            database.ensureSchemaSynced(CodeIndexSchema.definition());
            IndexSummary first = index(database, source);
            IndexSummary second = index(database, source);
            double seconds = first.durationMillis() / 1e3;
            row("index " + name, first.files(), seconds, parsing);
            row("again, unchanged", second.files(), second.durationMillis() / 1e3, parsing);
            return seconds;
        }
    }

    private static IndexSummary index(CodeDatabase database, Path source) {
        return Indexer.index(database, source, IndexOptions.standard(), ProgressListener.NONE);
    }

    private static DatabaseConfiguration configuration(Path folder, boolean worker) {
        return new DatabaseConfiguration(
                DatabaseType.SQLITE,
                folder.resolve("index.db"),
                StoragePaths.below(folder),
                new DatabaseConfiguration.WorkerSettings(
                        worker,
                        folder.resolve("worker.log"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30)));
    }

    private static void row(String name, long files, double seconds, double parsing) {
        print(
                String.format(
                        Locale.ROOT,
                        "| %s | %.2f | %.0f | %.1f | %.2f |",
                        name,
                        seconds,
                        files / seconds,
                        sourceBytes / 1e6 / seconds,
                        parsing / seconds));
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
