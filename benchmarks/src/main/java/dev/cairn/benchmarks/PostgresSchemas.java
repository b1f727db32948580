package dev.cairn.benchmarks;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures schema changes on a PostgreSQL server. The arguments are the port of a server on this
 * machine whose superuser {@code postgres} needs no password, and what is measured: {@code tables
 * N} for a plan of N tables in which nothing differs, {@code rows N} for changes of a table of N
 * rows beside the statements that a person would write.
 */
public final class PostgresSchemas {

    private static final int RUNS = 5;
    private static final String USER = "postgres";
    private static final String DATABASE = "cairn_benchmark";

    private final int port;

    private PostgresSchemas(int port) {
        this.port = port;
    }

    /** Runs one of them. */
    public static void main(String[] arguments) {
        PostgresSchemas benchmark = new PostgresSchemas(Integer.parseInt(arguments[0]));
        int number = Integer.parseInt(arguments[2]);
        switch (arguments[1]) {
            case "tables" -> benchmark.tables(number);
            case "rows" -> benchmark.rows(number);
            default -> throw new IllegalArgumentException("'" + arguments[1] + "' is not measured");
        }
    }

    private CodeDatabase open(String database) {
        return CodeDatabase.open(
                new DatabaseConfiguration(
                        DatabaseType.POSTGRES,
                        new DatabaseLocation.Server(
                                List.of(new DatabaseLocation.Host("127.0.0.1", port)),
                                database,
                                "public",
                                new DatabaseLocation.Credentials(
                                        USER, Optional.empty(), Optional.empty()),
                                new DatabaseLocation.Encryption("disable", Optional.empty()),
                                DatabaseLocation.Limits.STANDARD),
                        StoragePaths.below(Path.of(System.getProperty("java.io.tmpdir")))));
    }

    private CodeDatabase fresh() {
        try (CodeDatabase database = open(USER)) {
            database.driver().execute("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
            database.driver().execute("CREATE DATABASE " + DATABASE);
        }
        return open(DATABASE);
    }

    private static void print(String what, double millis) {
        System.out.printf(Locale.ROOT, "%-70s %9.0f ms%n", what, millis);
    }

    private static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static SyncResult sync(CodeDatabase database, SchemaDefinition definition) {
        return database.perform(
                new SyncRequest(
                        definition,
                        new SyncOptions(Optional.empty(), true, false, false, false, false)),
                ProgressListener.NONE);
    }

    private static SchemaDefinition definition(CodeDatabase database, String sql) {
        return DefinitionReader.readSql(sql, "schema.sql", Engine.of(database.driver()));
    }

    // --- many tables ---

    private void tables(int count) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < count; i++) {
            sql.append(
                    "CREATE TABLE t%1$d(id bigint PRIMARY KEY, a int NOT NULL, b text, c date DEFAULT now(), d numeric(8,2) CHECK (d > 0));\nCREATE INDEX t%1$d_a ON t%1$d(a);\n"
                            .formatted(i));
        }
        try (CodeDatabase database = fresh()) {
            print(
                    "create " + count + " tables",
                    millis(() -> sync(database, definition(database, sql.toString()))));
        }
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            try (CodeDatabase database = open(DATABASE)) {
                SchemaDefinition[] read = new SchemaDefinition[1];
                double reading = millis(() -> read[0] = definition(database, sql.toString()));
                double inspecting = millis(() -> database.driver().inspectSchema());
                double syncing = millis(() -> sync(database, read[0]));
                print("  read the definition", reading);
                print("  inspect once", inspecting);
                print("  sync, nothing to do", syncing);
                print(
                        "no-op of " + count + " tables, without the extra inspection",
                        (System.nanoTime() - start) / 1e6 - inspecting);
            }
        }
    }

    // --- many rows ---

    /** A change, and the statements that a person would write for it. */
    private record Task(String name, String table, List<String> byHand) {}

    private static final String BEFORE =
            "CREATE TABLE p(id int PRIMARY KEY); CREATE TABLE t(id int NOT NULL, p_id int, n int, v text);";

    private static List<Task> tasks() {
        return List.of(
                new Task(
                        "int becomes bigint",
                        "CREATE TABLE t(id int NOT NULL, p_id int, n bigint, v text);",
                        List.of("ALTER TABLE t ALTER COLUMN n TYPE bigint")),
                new Task(
                        "NOT NULL",
                        "CREATE TABLE t(id int NOT NULL, p_id int, n int NOT NULL, v text);",
                        List.of(
                                "ALTER TABLE t ADD CONSTRAINT nn CHECK (n IS NOT NULL) NOT VALID",
                                "ALTER TABLE t VALIDATE CONSTRAINT nn",
                                "ALTER TABLE t ALTER COLUMN n SET NOT NULL",
                                "ALTER TABLE t DROP CONSTRAINT nn")),
                new Task(
                        "an index",
                        "CREATE TABLE t(id int NOT NULL, p_id int, n int, v text); CREATE INDEX t_n ON t(n);",
                        List.of("CREATE INDEX CONCURRENTLY t_n ON t(n)")),
                new Task(
                        "a primary key",
                        "CREATE TABLE t(id int PRIMARY KEY, p_id int, n int, v text);",
                        List.of(
                                "CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t(id)",
                                "ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey")),
                new Task(
                        "a foreign key",
                        "CREATE TABLE t(id int NOT NULL, p_id int REFERENCES p, n int, v text);",
                        List.of(
                                "ALTER TABLE t ADD CONSTRAINT t_p_id_fkey FOREIGN KEY (p_id) REFERENCES p NOT VALID",
                                "ALTER TABLE t VALIDATE CONSTRAINT t_p_id_fkey")),
                new Task(
                        "a check",
                        "CREATE TABLE t(id int NOT NULL, p_id int, n int CHECK (n > 0), v text);",
                        List.of(
                                "ALTER TABLE t ADD CONSTRAINT t_n_check CHECK (n > 0) NOT VALID",
                                "ALTER TABLE t VALIDATE CONSTRAINT t_n_check")));
    }

    private void rows(int count) {
        for (Task task : tasks()) {
            double byHand;
            double byCairn;
            try (CodeDatabase database = filled(count)) {
                byHand = millis(() -> task.byHand().forEach(sql -> database.driver().execute(sql)));
            }
            try (CodeDatabase database = filled(count)) {
                SchemaDefinition wanted =
                        definition(database, "CREATE TABLE p(id int PRIMARY KEY); " + task.table());
                byCairn = millis(() -> sync(database, wanted));
            }
            print(task.name() + ", by hand", byHand);
            print(task.name() + ", by Cairn, with its checks and its rehearsal", byCairn);
            System.out.printf(Locale.ROOT, "%-70s %9.2f%n", "  ratio", byCairn / byHand);
        }
    }

    private CodeDatabase filled(int count) {
        CodeDatabase database = fresh();
        DatabaseDriver driver = database.driver();
        for (String sql : BEFORE.split(";\\s*", -1)) {
            if (!sql.isBlank()) {
                driver.execute(sql);
            }
        }
        driver.execute("INSERT INTO p SELECT generate_series(0, 99)");
        driver.execute(
                "INSERT INTO t SELECT g, g % 100, g, md5(g::text) FROM generate_series(1, "
                        + count
                        + ") AS g");
        driver.execute("VACUUM ANALYZE t");
        driver.execute("CHECKPOINT");
        return database;
    }
}
