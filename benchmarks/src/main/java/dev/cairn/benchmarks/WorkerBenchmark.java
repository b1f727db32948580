package dev.cairn.benchmarks;

import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.Rows;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.protocol.BodyWriter;
import dev.cairn.worker.protocol.Frame;
import dev.cairn.worker.protocol.Limits;
import dev.cairn.worker.protocol.RowPacker;
import dev.cairn.worker.proxy.SqliteDriverProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Compares the worker with a driver in the same process, with the bare round trip between two
 * processes, with a worker written the plain way in Python, and with PostgreSQL where it is
 * installed, side by side in one run; prints a table in Markdown.
 *
 * <p>{@code -Dcairn.benchmark.spin.micros=50} lets clients poll, as the key {@code spin_micros} of
 * a configuration does. Arguments: the folder of {@code plain_worker.py}, the seconds for each
 * measurement of concurrent clients (else 5), and what to measure: any of start, batches, stream,
 * points and inserts, with commas between them (else all).
 */
public final class WorkerBenchmark {

    private static final String CREATE =
            "CREATE TABLE t(id INTEGER PRIMARY KEY, name, size, ratio)";
    private static final String INSERT = "INSERT INTO t(name, size, ratio) VALUES (?, ?, ?)";
    private static final String SELECT = "SELECT name, size FROM t WHERE id = ?";
    private static final String ALL = "SELECT id, name, size, ratio FROM t";
    private static final int ROWS = 100_000;
    private static final int BATCH = 1_000;
    private static final int STARTS = 5;
    private static final int ROUNDS = 3;
    private static final int REPEATS = 15;

    /** The compilers of a worker have done most of their work by then. */
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The key {@code spin_micros} of a configuration; 0 is the default. */
    private static final String SPIN_PROPERTY = "cairn.benchmark.spin.micros";

    private final Path folder;
    private final Path script;
    private final int seconds;
    private final Set<String> parts;
    private final List<List<List<Object>>> batches = batchesOf();
    private Optional<PostgresReference> postgres = Optional.empty();
    private long sink;

    private WorkerBenchmark(Path folder, Path script, int seconds, Set<String> parts) {
        this.folder = folder;
        this.script = script;
        this.seconds = seconds;
        this.parts = parts;
    }

    /** Measures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("cairn-bench-");
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Set<String> parts =
                Set.of(
                        (arguments.length > 2
                                        ? arguments[2]
                                        : "start,batches,stream,points,inserts")
                                .split(","));
        Path script = Path.of(arguments[0]).resolve("plain_worker.py");
        new WorkerBenchmark(folder, script, seconds, parts).run();
    }

    private DatabaseConfiguration configuration() {
        StoragePaths storage = StoragePaths.below(folder);
        return new DatabaseConfiguration(
                DatabaseType.SQLITE,
                folder.resolve("worker.db"),
                storage,
                new DatabaseConfiguration.WorkerSettings(
                        true,
                        storage.logs().resolve("db_worker.log"),
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(20),
                        List.of(),
                        false,
                        Duration.of(Long.getLong(SPIN_PROPERTY, 0), ChronoUnit.MICROS),
                        DatabaseConfiguration.WorkerSettings.USUAL_IGNORED_STOP));
    }

    private void run() throws IOException, InterruptedException {
        DbWorkerManager manager = new DbWorkerManager(configuration());
        System.out.println(
                "| measured | in process | worker | plain Python worker | PostgreSQL | ratio |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        if (parts.contains("start")) {
            start(manager);
        }
        try (DatabaseOwnership ownership =
                        DatabaseOwnership.acquire(folder.resolve("direct.db"), "benchmark");
                DatabaseDriver direct = new SqliteDriver(ownership, SqliteSettings.standard());
                SqliteDriverProxy proxy =
                        new SqliteDriverProxy(() -> manager.connect("benchmark"), false);
                PlainPythonWorker python = new PlainPythonWorker(script, folder);
                PlainPythonWorker.Client plain = python.open()) {
            postgres = PostgresReference.start();
            direct.execute(CREATE);
            proxy.execute(CREATE);
            plain.execute(CREATE);
            fill(direct);
            fill(proxy);
            fill(plain);
            if (parts.contains("batches")) {
                batches(direct, proxy, plain);
            }
            if (parts.contains("stream")) {
                stream(direct, proxy, plain);
            }
            if (parts.contains("points")) {
                points(direct, proxy, plain);
            }
            if (parts.contains("inserts")) {
                inserts(ownership, manager, python);
            }
        } finally {
            manager.stop(Duration.ofSeconds(1));
            if (postgres.isPresent()) {
                postgres.get().close();
            }
        }
    }

    /** What PostgreSQL is asked to show. */
    private interface Measure<T> {
        T of(PostgresReference reference) throws IOException, InterruptedException;
    }

    /** Returns what PostgreSQL showed; a dash if it is not there. */
    private <T> Object onPostgres(Measure<T> measure) throws IOException, InterruptedException {
        return postgres.isPresent() ? measure.of(postgres.get()) : "-";
    }

    private void start(DbWorkerManager manager) {
        manager.connect("benchmark").close();
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            manager.stop(Duration.ZERO);
            long start = System.nanoTime();
            try (SqliteDriverProxy proxy =
                    new SqliteDriverProxy(() -> manager.connect("benchmark"), false)) {
                proxy.queryValue("SELECT 1");
            }
            millis.add((System.nanoTime() - start) / 1e6);
        }
        row("worker start to first answer, ms", "-", median(millis), "-", "-", "-");
    }

    private void points(DatabaseDriver direct, DatabaseDriver proxy, PlainPythonWorker.Client plain)
            throws IOException, InterruptedException {
        double ping;
        try (PingPong bare = new PingPong(folder)) {
            ping = Latencies.of(20_000, 50_000, bare::roundTrip).medianMicros();
        }
        double inProcess = point(direct);
        double worker = point(proxy);
        double python =
                Latencies.of(
                                5_000,
                                20_000,
                                () -> sink += plain.query(SELECT, sink % ROWS + 1).size())
                        .medianMicros();
        row(
                "point SELECT, median us (ping-pong %.1f us)".formatted(ping),
                inProcess,
                worker,
                python,
                onPostgres(PostgresReference::pointMicros),
                "%.2f x (ping-pong + in process); Python %.1f x"
                        .formatted(worker / (ping + inProcess), python / worker));
    }

    private double point(DatabaseDriver driver) {
        return Latencies.of(20_000, 50_000, () -> read(driver)).medianMicros();
    }

    private void read(DatabaseDriver driver) {
        try (Rows rows = driver.query(SELECT, sink % ROWS + 1)) {
            rows.next();
            sink += rows.integer(1) % 7 + 1;
        }
    }

    private void batches(
            DatabaseDriver direct, DatabaseDriver proxy, PlainPythonWorker.Client plain)
            throws IOException, InterruptedException {
        List<Double> rates = rates(() -> fill(direct), () -> fill(proxy), () -> fill(plain));
        row(
                "rows/s inserted in batches of 1,000",
                rates.get(0),
                rates.get(1),
                rates.get(2),
                onPostgres(PostgresReference::batchRowsPerSecond),
                ratios(rates.get(1), rates.get(0), rates.get(2)));
    }

    private void fill(DatabaseDriver driver) {
        driver.execute("DELETE FROM t");
        batches.forEach(rows -> driver.executeBatch(INSERT, rows));
    }

    private void fill(PlainPythonWorker.Client plain) {
        plain.execute("DELETE FROM t");
        batches.forEach(rows -> plain.batch(INSERT, rows));
    }

    private static List<List<List<Object>>> batchesOf() {
        List<List<List<Object>>> batches = new ArrayList<>();
        for (int i = 0; i < ROWS; i += BATCH) {
            List<List<Object>> rows = new ArrayList<>();
            for (long n = i; n < i + BATCH; n++) {
                rows.add(List.of("a name of usual length " + n, n * 7, n / 3.0));
            }
            batches.add(rows);
        }
        return batches;
    }

    private void stream(DatabaseDriver direct, DatabaseDriver proxy, PlainPythonWorker.Client plain)
            throws IOException, InterruptedException {
        List<Double> rates =
                rates(
                        () -> readAll(direct),
                        () -> readAll(proxy),
                        () -> sink += plain.query(ALL).size(),
                        () -> packAll(direct));
        row(
                "rows/s streamed",
                rates.get(0),
                rates.get(1),
                rates.get(2),
                onPostgres(PostgresReference::streamRowsPerSecond),
                ratios(rates.get(1), rates.get(0), rates.get(2)));
        row(
                "rows/s packed into frames that are not sent",
                rates.get(3),
                "-",
                "-",
                "-",
                "%.2f x in process".formatted(rates.get(3) / rates.get(0)));
    }

    /** What a worker does for a stream, without anything that has to do with a socket. */
    private void packAll(DatabaseDriver driver) {
        try (Rows rows = driver.query(ALL)) {
            BodyWriter out = new BodyWriter(Limits.DEFAULT.messageBytes());
            RowPacker packer = new RowPacker(rows, out);
            for (int flags = Frame.FIRST; (flags & Frame.LAST) == 0; ) {
                out.clear();
                flags = packer.pack((flags & Frame.FIRST) != 0);
                sink += out.size();
            }
        }
    }

    private void readAll(DatabaseDriver driver) {
        try (Rows rows = driver.query(ALL)) {
            while (rows.next()) {
                String name = rows.text(1);
                sink += rows.integer(0) + rows.integer(2) + (long) rows.real(3);
                sink += name == null ? 0 : name.length();
            }
        }
    }

    /**
     * Returns how many of the rows each task does in a second, the median of several runs. They run
     * in turns, because how fast the machine is changes while this runs.
     */
    private static List<Double> rates(Runnable... tasks) {
        List<List<Double>> rates = new ArrayList<>();
        for (Runnable task : tasks) {
            long start = System.nanoTime();
            do {
                task.run();
            } while (System.nanoTime() - start < WARM_UP_NANOS);
            rates.add(new ArrayList<>());
        }
        for (int round = 0; round < REPEATS; round++) {
            for (int i = 0; i < tasks.length; i++) {
                long start = System.nanoTime();
                tasks[i].run();
                rates.get(i).add(ROWS * 1e9 / (System.nanoTime() - start));
            }
        }
        return rates.stream().map(WorkerBenchmark::median).toList();
    }

    private void inserts(
            DatabaseOwnership ownership, DbWorkerManager manager, PlainPythonWorker python)
            throws IOException, InterruptedException {
        List<ConcurrentInserts> direct = new ArrayList<>();
        List<ConcurrentInserts> worker = new ArrayList<>();
        List<ConcurrentInserts> plain = new ArrayList<>();
        List<ConcurrentInserts> onPostgres = new ArrayList<>();
        Path log = folder.resolve("worker.db-wal");
        long[] largest = new long[1];
        Thread watcher = Thread.ofPlatform().daemon().start(() -> watch(log, largest));
        // In turns, because how long the disk takes changes while this runs.
        for (int round = 0; round < ROUNDS; round++) {
            direct.add(
                    ConcurrentInserts.run(
                            seconds,
                            () -> new SqliteDriver(ownership, SqliteSettings.standard()),
                            WorkerBenchmark::inserter));
            worker.add(
                    ConcurrentInserts.run(
                            seconds,
                            () -> new SqliteDriverProxy(() -> manager.connect("benchmark"), false),
                            WorkerBenchmark::inserter));
            plain.add(ConcurrentInserts.run(seconds, python::open, WorkerBenchmark::inserter));
            if (postgres.isPresent()) {
                onPostgres.add(postgres.get().inserts(seconds));
            }
        }
        watcher.interrupt();
        ConcurrentInserts workers = ConcurrentInserts.median(worker);
        ConcurrentInserts directs = ConcurrentInserts.median(direct);
        ConcurrentInserts plains = ConcurrentInserts.median(plain);
        row(
                "INSERT from 8 clients, each committed",
                directs,
                workers,
                plains,
                onPostgres.isEmpty() ? "-" : ConcurrentInserts.median(onPostgres),
                ratios(
                        workers.commitsPerSecond(),
                        directs.commitsPerSecond(),
                        plains.commitsPerSecond()));
        row(
                "largest write-ahead log under 8 writers, MB",
                "-",
                "%.1f".formatted(largest[0] / 1e6),
                "-",
                "-",
                "-");
    }

    private static Runnable inserter(DatabaseDriver driver) {
        return () -> driver.execute(INSERT, "a name of usual length", 17L, 0.5);
    }

    private static Runnable inserter(PlainPythonWorker.Client client) {
        return () -> client.execute(INSERT, "a name of usual length", 17L, 0.5);
    }

    private static void watch(Path log, long[] largest) {
        try {
            while (true) {
                if (Files.exists(log)) {
                    largest[0] = Math.max(largest[0], Files.size(log));
                }
                Thread.sleep(5);
            }
        } catch (IOException | InterruptedException _) {
            // The measurement is over.
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String ratios(double worker, double inProcess, double python) {
        return "%.2f x in process; %.1f x Python".formatted(worker / inProcess, worker / python);
    }

    private static void row(
            String what,
            Object inProcess,
            Object worker,
            Object python,
            Object postgres,
            Object ratio) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s |%n",
                what,
                text(inProcess),
                text(worker),
                text(python),
                text(postgres),
                ratio);
    }

    private static String text(Object value) {
        return value instanceof Double number
                ? String.format(Locale.ROOT, number < 1_000 ? "%.1f" : "%,.0f", number)
                : value.toString();
    }
}
