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
import dev.cairn.database.TransactionMode;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures schema changes on a PostgreSQL server. The arguments are the port of a server on this
 * machine whose superuser {@code postgres} needs no password, and what is measured: {@code tables
 * N} for a plan of N tables in which nothing differs, {@code rows N [ROUNDS [TASK]]} for changes of
 * a table of N rows beside the statements that a person would write, {@code writers N} for the
 * waits of eight sessions that write in such a table during the changes.
 */
public final class PostgresSchemas {

    private static final int RUNS = 5;
    private static final int ROUNDS = 3;
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
            case "rows" ->
                    benchmark.rows(
                            number,
                            arguments.length > 3 ? Integer.parseInt(arguments[3]) : ROUNDS,
                            arguments.length > 4 ? arguments[4] : "");
            case "writers" -> benchmark.writers(number);
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

    private static final String TEMPLATE = "cairn_benchmark_rows";
    private static final String PARENT = "CREATE TABLE p(id int PRIMARY KEY); ";
    private static final List<String> INDEXES =
            List.of("CREATE INDEX t_n ON t(n)", "CREATE INDEX t_p ON t(p_id)");
    private static final String BEFORE =
            "CREATE TABLE t(id int NOT NULL, p_id int, n int, v text, note text);";

    private static final List<Task> TASKS =
            List.of(
                    new Task(
                            "int becomes bigint",
                            "CREATE TABLE t(id int NOT NULL, p_id int, n bigint, v text, note text);",
                            List.of("ALTER TABLE t ALTER COLUMN n TYPE bigint", "ANALYZE t(n)")),
                    new Task(
                            "NOT NULL",
                            "CREATE TABLE t(id int NOT NULL, p_id int, n int NOT NULL, v text, note text);",
                            List.of(
                                    "ALTER TABLE t ADD CONSTRAINT nn CHECK (n IS NOT NULL) NOT VALID",
                                    "ALTER TABLE t VALIDATE CONSTRAINT nn",
                                    "ALTER TABLE t ALTER COLUMN n SET NOT NULL",
                                    "ALTER TABLE t DROP CONSTRAINT nn")),
                    new Task(
                            "an index",
                            BEFORE + " CREATE INDEX t_v ON t(v);",
                            List.of("CREATE INDEX CONCURRENTLY t_v ON t(v)")),
                    new Task(
                            "a unique constraint",
                            "CREATE TABLE t(id int NOT NULL, p_id int, n int, v text UNIQUE, note text);",
                            List.of(
                                    "CREATE UNIQUE INDEX CONCURRENTLY t_v_key ON t(v)",
                                    "ALTER TABLE t ADD CONSTRAINT t_v_key UNIQUE USING INDEX t_v_key")),
                    new Task(
                            "a primary key",
                            "CREATE TABLE t(id int PRIMARY KEY, p_id int, n int, v text, note text);",
                            List.of(
                                    "CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t(id)",
                                    "ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey")),
                    new Task(
                            "a foreign key",
                            "CREATE TABLE t(id int NOT NULL, p_id int REFERENCES p, n int, v text, note text);",
                            List.of(
                                    "ALTER TABLE t ADD CONSTRAINT t_p_id_fkey FOREIGN KEY (p_id) REFERENCES p NOT VALID",
                                    "ALTER TABLE t VALIDATE CONSTRAINT t_p_id_fkey")),
                    new Task(
                            "a check",
                            "CREATE TABLE t(id int NOT NULL, p_id int, n int CHECK (n > 0), v text, note text);",
                            List.of(
                                    "ALTER TABLE t ADD CONSTRAINT t_n_check CHECK (n > 0) NOT VALID",
                                    "ALTER TABLE t VALIDATE CONSTRAINT t_n_check")),
                    new Task(
                            "a column with a default",
                            "CREATE TABLE t(id int NOT NULL, p_id int, n int, v text, note text, more int DEFAULT 7);",
                            List.of("ALTER TABLE t ADD COLUMN more int DEFAULT 7")),
                    new Task(
                            "all of it at once",
                            "CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p, n int NOT NULL CHECK (n > 0), v text UNIQUE, note text, more int DEFAULT 7);",
                            List.of(
                                    "ALTER TABLE t ADD COLUMN more int DEFAULT 7, ADD CONSTRAINT nn CHECK (n IS NOT NULL) NOT VALID, ADD CONSTRAINT t_n_check CHECK (n > 0) NOT VALID, ADD CONSTRAINT t_p_id_fkey FOREIGN KEY (p_id) REFERENCES p NOT VALID",
                                    "ALTER TABLE t VALIDATE CONSTRAINT nn",
                                    "ALTER TABLE t ALTER COLUMN n SET NOT NULL",
                                    "ALTER TABLE t DROP CONSTRAINT nn",
                                    "ALTER TABLE t VALIDATE CONSTRAINT t_n_check",
                                    "ALTER TABLE t VALIDATE CONSTRAINT t_p_id_fkey",
                                    "CREATE UNIQUE INDEX CONCURRENTLY t_pkey ON t(id)",
                                    "ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey",
                                    "CREATE UNIQUE INDEX CONCURRENTLY t_v_key ON t(v)",
                                    "ALTER TABLE t ADD CONSTRAINT t_v_key UNIQUE USING INDEX t_v_key")));

    /** Each task in turn by hand and by Cairn, several times; the medians are compared. */
    private void rows(int count, int rounds, String only) {
        fillTemplate(1_000);
        TASKS.forEach(this::byCairn);
        fillTemplate(count);
        double hands = 0;
        double cairns = 0;
        for (Task task : TASKS.stream().filter(one -> one.name().contains(only)).toList()) {
            List<Double> byHand = new ArrayList<>();
            List<Double> byCairn = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                byHand.add(byHand(task));
                byCairn.add(byCairn(task));
            }
            double hand = median(byHand);
            double cairn = median(byCairn);
            hands += hand;
            cairns += cairn;
            System.out.printf(
                    Locale.ROOT,
                    "%-26s by hand %7.0f ms, by Cairn %7.0f ms, ratio %5.2f, difference %5.0f ms%n",
                    task.name(),
                    hand,
                    cairn,
                    cairn / hand,
                    cairn - hand);
        }
        System.out.printf(
                Locale.ROOT,
                "%-26s by hand %7.0f ms, by Cairn %7.0f ms, ratio %5.2f%n",
                "together",
                hands,
                cairns,
                cairns / hands);
        drop(DATABASE, TEMPLATE);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private double byHand(Task task) {
        try (CodeDatabase database = copied()) {
            return millis(() -> task.byHand().forEach(sql -> database.driver().execute(sql)));
        }
    }

    private double byCairn(Task task) {
        try (CodeDatabase database = copied()) {
            SchemaDefinition wanted = wanted(database, task);
            return millis(() -> sync(database, wanted));
        }
    }

    private static SchemaDefinition wanted(CodeDatabase database, Task task) {
        return definition(database, PARENT + task.table() + String.join(";", INDEXES) + ";");
    }

    private CodeDatabase copied() {
        try (CodeDatabase database = open(USER)) {
            database.driver().execute("DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
            database.driver()
                    .execute(
                            "CREATE DATABASE "
                                    + DATABASE
                                    + " TEMPLATE "
                                    + TEMPLATE
                                    + " STRATEGY file_copy");
            database.driver().execute("CHECKPOINT");
        }
        CodeDatabase copy = open(DATABASE);
        // The rows are in the server's memory for both.
        copy.driver().queryValue("SELECT count(note) FROM t");
        return copy;
    }

    private void drop(String... databases) {
        try (CodeDatabase database = open(USER)) {
            for (String name : databases) {
                database.driver().execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            }
        }
    }

    private void fillTemplate(int count) {
        drop(TEMPLATE);
        try (CodeDatabase database = open(USER)) {
            database.driver().execute("CREATE DATABASE " + TEMPLATE);
        }
        try (CodeDatabase database = open(TEMPLATE)) {
            DatabaseDriver driver = database.driver();
            driver.execute(PARENT.strip().replace(";", ""));
            driver.execute(BEFORE.replace(";", ""));
            driver.execute("INSERT INTO p SELECT generate_series(0, 99)");
            driver.execute(
                    "INSERT INTO t SELECT g, g % 100, g, md5(g::text), repeat(md5((g + 1)::text), 6)"
                            + " FROM generate_series(1, "
                            + count
                            + ") AS g");
            INDEXES.forEach(driver::execute);
            driver.execute("VACUUM ANALYZE");
        }
    }

    // --- writers ---

    private static final int WRITERS = 8;

    /** Eight sessions that update single rows while all the changes are made. */
    private void writers(int count) {
        fillTemplate(count);
        Task all = TASKS.getLast();
        try (CodeDatabase database = copied()) {
            SchemaDefinition wanted = wanted(database, all);
            AtomicBoolean ended = new AtomicBoolean();
            try (ExecutorService pool = Executors.newFixedThreadPool(WRITERS)) {
                database.driver().execute("CREATE INDEX t_id ON t(id)");
                List<Future<Writes>> writers = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    int seed = i;
                    writers.add(pool.submit(() -> write(count, seed, ended)));
                }
                pause(3_000);
                long begin = System.nanoTime();
                double millis = millis(() -> sync(database, wanted));
                long end = System.nanoTime();
                pause(2_000);
                ended.set(true);
                report(writers, millis, begin, end);
            }
        }
        drop(DATABASE, TEMPLATE);
    }

    private static void report(List<Future<Writes>> writers, double millis, long begin, long end) {
        List<Double> during = new ArrayList<>();
        List<Double> before = new ArrayList<>();
        for (Future<Writes> writer : writers) {
            try {
                Writes writes = writer.get();
                for (int i = 0; i < writes.starts().size(); i++) {
                    long start = writes.starts().get(i);
                    (start + writes.nanos().get(i) >= begin && start <= end ? during : before)
                            .add(writes.nanos().get(i) / 1e6);
                }
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException("a writer failed", e);
            }
        }
        print("the change, beside eight writers", millis);
        printWrites("writes at other times", before);
        printWrites("writes during the change", during);
    }

    private static void printWrites(String what, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%s: %d, p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, longest %.0f ms%n",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.get(sorted.size() * 99 / 100),
                sorted.getLast());
    }

    /** When writes began and how long they took. */
    private record Writes(List<Long> starts, List<Long> nanos) {}

    private Writes write(int count, int seed, AtomicBoolean ended) {
        Random random = new Random(seed);
        Writes writes = new Writes(new ArrayList<>(), new ArrayList<>());
        try (CodeDatabase database = open(DATABASE)) {
            DatabaseDriver driver = database.driver();
            while (!ended.get()) {
                long start = System.nanoTime();
                driver.inTransaction(
                        TransactionMode.WRITE,
                        () ->
                                driver.execute(
                                        "UPDATE t SET n = n + 1 WHERE id = ?",
                                        1 + random.nextInt(count)));
                writes.starts().add(start);
                writes.nanos().add(System.nanoTime() - start);
            }
        }
        return writes;
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
