package dev.cairn.benchmarks;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseConfiguration.WorkerSettings;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.sqlite.schema.SqliteInspector;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.sqlite.SqliteDialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * How fast a schema is read and compared, beside the reading of the PRAGMAs alone, which says less.
 * Prints the lines of the table in docs/benchmarks.md.
 */
public final class SchemaReadingBenchmark {

    private static final int MANY_TABLES = 1_000;
    private static final int FEW_TABLES = 20;
    private static final int WARM_UP = 30;
    private static final int RUNS = 51;

    private SchemaReadingBenchmark() {}

    /** Runs all of it; takes no arguments. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("cairn-schema-reading");
        System.out.printf(
                "%-55s %10s %10s%n", "median and worst of " + RUNS, "median ms", "worst ms");
        readManyTables(folder);
        syncFewTables(folder);
    }

    private static void readManyTables(Path folder) throws Exception {
        SchemaDefinition definition = definition(MANY_TABLES);
        Path file = folder.resolve("many.db");
        try (CodeDatabase database = CodeDatabase.open(configuration(file, folder))) {
            create(database, definition);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            PragmaReading pragmas = new PragmaReading(connection);
            measure("the PRAGMAs of 1,000 tables, one by one", pragmas::readOneByOne);
            measure("the same PRAGMAs as joins", pragmas::readJoined);
            measure("inspect 1,000 tables", () -> SqliteInspector.inspect(connection));
            Schema live = SqliteInspector.inspect(connection);
            measure("compare 1,000 tables", () -> compare(live, definition));
            measure(
                    "inspect and compare 1,000 tables (bar: 500)",
                    () -> compare(SqliteInspector.inspect(connection), definition));
        }
    }

    private static void syncFewTables(Path folder) throws Exception {
        SchemaDefinition definition = definition(FEW_TABLES);
        Path file = folder.resolve("few.db");
        try (CodeDatabase database = CodeDatabase.open(configuration(file, folder))) {
            create(database, definition);
            measure(
                    "ensureSchemaSynced, 20 tables, nothing to do (bar: 3)",
                    () -> sync(database, definition));
        }
    }

    /** Without a record, whose audit entry would list every table. */
    private static void create(CodeDatabase database, SchemaDefinition definition) {
        SyncOptions options = new SyncOptions(Optional.empty(), false, false, false, false, false);
        database.driver().perform(new SyncRequest(definition, options), ProgressListener.NONE);
    }

    private static Object compare(Schema live, SchemaDefinition definition) {
        if (!new SchemaComparator(SqliteDialect.INSTANCE)
                .compare(live, definition, ComparisonOptions.usual())
                .isEmpty()) {
            throw new IllegalStateException("the schemas differ");
        }
        return live;
    }

    private static Object sync(CodeDatabase database, SchemaDefinition definition) {
        SyncResult result = database.ensureSchemaSynced(definition);
        if (result.outcome() != SyncResult.Outcome.UNCHANGED) {
            throw new IllegalStateException("there was something to do: " + result.steps());
        }
        return result;
    }

    /**
     * Tables as they are: keys, checks, foreign keys, an index each, a view and a trigger for some.
     */
    private static SchemaDefinition definition(int tables) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < tables; i++) {
            sql.append(
                    """
                    CREATE TABLE t%1$d (
                      id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE, size INTEGER NOT NULL DEFAULT 0,
                      state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'open', 'done')),
                      made TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, parent INTEGER REFERENCES t%2$d (id) ON DELETE CASCADE,
                      label TEXT GENERATED ALWAYS AS (lower(name) || ':' || size) VIRTUAL, note TEXT,
                      UNIQUE (name, made));
                    CREATE INDEX t%1$d_by_parent ON t%1$d (parent, state) WHERE size > 0;
                    """
                            .formatted(i, i / 2));
            if (i % 10 == 0) {
                sql.append(
                        """
                        CREATE VIEW v%1$d AS SELECT a.name, b.size FROM t%1$d AS a JOIN t%2$d AS b ON b.id = a.parent;
                        CREATE TRIGGER r%1$d AFTER UPDATE OF size ON t%1$d WHEN new.size < 0 BEGIN
                          UPDATE t%1$d SET size = 0 WHERE id = new.id;
                        END;
                        """
                                .formatted(i, i / 2));
            }
        }
        return DefinitionReader.readSql(sql.toString(), "benchmark.sql");
    }

    private static DatabaseConfiguration configuration(Path file, Path folder) {
        WorkerSettings none =
                new WorkerSettings(
                        false,
                        folder.resolve("log"),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(10));
        return new DatabaseConfiguration(
                DatabaseType.SQLITE, file, StoragePaths.below(folder), none);
    }

    private static void measure(String what, Callable<?> work) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            work.call();
        }
        long[] nanos = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            work.call();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%-55s %10.2f %10.2f%n",
                what,
                nanos[RUNS / 2] / 1e6,
                nanos[RUNS - 1] / 1e6);
    }
}
