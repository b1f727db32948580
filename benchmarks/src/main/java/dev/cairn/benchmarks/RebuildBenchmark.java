package dev.cairn.benchmarks;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.SchemaDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Rebuilds a table of a million rows with two indexes, a trigger and a view: by a sync, and by the
 * twelve steps written by hand on the same connection. Then NOT NULL and CHECK in place, beside the
 * rebuild that they spare. Run it with {@code -Xmx48m}, which the sync must not need to exceed.
 *
 * <p>Arguments: the number of rows (1,000,000), the number of rounds (5).
 */
public final class RebuildBenchmark {

    private static final String COLUMNS =
            "id INTEGER PRIMARY KEY, name TEXT, size INTEGER, content TEXT";
    private static final String OTHERS =
            """
            CREATE INDEX files_name ON files(name);
            CREATE INDEX files_size ON files(size, name);
            CREATE VIEW large AS SELECT name, size FROM files WHERE size > 1000;
            CREATE TRIGGER files_log AFTER DELETE ON files BEGIN SELECT 1; END;
            """;
    private static final String PLAIN = "CREATE TABLE files (" + COLUMNS + ");" + OTHERS;
    private static final SchemaDefinition BEFORE = definition(PLAIN);
    private static final SchemaDefinition REBUILT =
            definition(PLAIN.replace("name TEXT", "name TEXT DEFAULT 'unknown'"));
    private static final SchemaDefinition CONSTRAINED =
            definition(
                    PLAIN.replace("name TEXT", "name TEXT NOT NULL")
                            .replace("content TEXT", "content TEXT, CHECK (size >= 0)"));
    private static final String FILL =
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ?)
            INSERT INTO files SELECT i, 'src/main/File' || (i * 7919 % 1000003) || '.java',
                i % 5000, hex(zeroblob(40)) || i FROM n
            """;

    private final DatabaseDriver driver;
    private final int rounds;

    private RebuildBenchmark(DatabaseDriver driver, int rounds) {
        this.driver = driver;
        this.rounds = rounds;
    }

    /** Prints the medians and their ratios. */
    public static void main(String[] arguments) throws IOException {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path folder = Files.createTempDirectory("cairn-rebuild");
        Path file = folder.resolve("rebuild.db");
        try (DatabaseOwnership ownership = DatabaseOwnership.acquire(file, "benchmark");
                DatabaseDriver driver = new SqliteDriver(ownership, SqliteSettings.standard())) {
            RebuildBenchmark benchmark = new RebuildBenchmark(driver, rounds);
            benchmark.sync(BEFORE, false);
            driver.execute(FILL, rows);
            driver.queryValue("PRAGMA wal_checkpoint(TRUNCATE)");
            System.out.printf(Locale.ROOT, "%d rows, %d MB%n", rows, Files.size(file) / 1_000_000);
            benchmark.run();
        } finally {
            for (String name : List.of("rebuild.db", "rebuild.db-wal", "rebuild.db-shm")) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }

    private void run() {
        List<Double> byHand = new ArrayList<>();
        List<Double> bySync = new ArrayList<>();
        List<Double> inPlace = new ArrayList<>();
        List<Double> rebuilt = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            byHand.add(seconds(this::rebuildByHand));
            sync(BEFORE, false);
            bySync.add(seconds(() -> sync(REBUILT, false)));
            sync(BEFORE, false);
            inPlace.add(seconds(() -> sync(CONSTRAINED, false)));
            sync(BEFORE, false);
            rebuilt.add(seconds(() -> sync(CONSTRAINED, true)));
            sync(BEFORE, false);
        }
        print("rebuild by hand", byHand, byHand);
        print("rebuild by sync", bySync, byHand);
        print("NOT NULL and CHECK in place", inPlace, rebuilt);
        print("NOT NULL and CHECK by rebuild", rebuilt, rebuilt);
        System.out.printf(
                Locale.ROOT, "heap limit: %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void print(String what, List<Double> seconds, List<Double> beside) {
        System.out.printf(
                Locale.ROOT,
                "%-32s %7.3f s  ratio %.3f%n",
                what,
                median(seconds),
                median(seconds) / median(beside));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    /** What is left in the write-ahead log by one run is not charged to the next. */
    private double seconds(Runnable work) {
        driver.queryValue("PRAGMA wal_checkpoint(TRUNCATE)");
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static SchemaDefinition definition(String sql) {
        return DefinitionReader.readSql(sql, "benchmark");
    }

    private void sync(SchemaDefinition definition, boolean forceRebuild) {
        driver.perform(
                new SyncRequest(
                        definition,
                        new SyncOptions(
                                Optional.empty(), false, false, false, forceRebuild, false)),
                ProgressListener.NONE);
    }

    /** The procedure of https://www.sqlite.org/lang_altertable.html section 7. */
    private void rebuildByHand() {
        driver.execute("PRAGMA foreign_keys = OFF");
        driver.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    for (String statement : statementsByHand()) {
                        driver.execute(statement);
                    }
                    driver.queryValue("PRAGMA foreign_key_check");
                    return true;
                });
        driver.execute("PRAGMA foreign_keys = ON");
    }

    private static List<String> statementsByHand() {
        List<String> statements = new ArrayList<>();
        statements.add("DROP VIEW large");
        statements.add(
                "CREATE TABLE new_files ("
                        + COLUMNS.replace("name TEXT", "name TEXT DEFAULT 'unknown'")
                        + ")");
        statements.add(
                "INSERT INTO new_files(id, name, size, content)"
                        + " SELECT id, name, size, content FROM files");
        statements.add("DROP TABLE files");
        statements.add("ALTER TABLE new_files RENAME TO files");
        for (String statement : OTHERS.split(";\n", -1)) {
            if (!statement.isBlank()) {
                statements.add(statement);
            }
        }
        return statements;
    }
}
