package dev.cairn.benchmarks;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.migration.MigrationManager;
import dev.cairn.database.migration.MigrationOptions;
import dev.cairn.database.migration.source.MigrationSource;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.flywaydb.core.Flyway;

/**
 * Versioned migrations beside Flyway, and migration 002 of the examples beside the same statements
 * without migrations.
 *
 * <pre>
 * MigrationBenchmark                 all, each part in a fresh JVM of its own
 * MigrationBenchmark versions        1,000 one-table migrations, Cairn and Flyway in turn
 * MigrationBenchmark fill            002 over 10,000 source files of the JDK, beside raw statements
 * </pre>
 *
 * <p>{@code fill} is meant to be run with {@code -Xmx48m}; the first form does so.
 */
public final class MigrationBenchmark {

    private static final int MIGRATIONS = 1_000;
    private static final int FILES = 10_000;
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final MigrationOptions USUAL = MigrationOptions.withoutBackup();

    private final Path folder;

    private MigrationBenchmark(Path folder) {
        this.folder = folder;
    }

    /** Runs the parts named, or all. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 0) {
            runPart("versions", List.of());
            runPart("fill", List.of("-Xmx48m"));
            return;
        }
        Path folder = Files.createTempDirectory("cairn-migrations");
        try {
            MigrationBenchmark benchmark = new MigrationBenchmark(folder);
            switch (arguments[0]) {
                case "versions" -> benchmark.versions();
                case "fill" -> benchmark.fill();
                default -> throw new IllegalArgumentException("no part " + arguments[0]);
            }
        } finally {
            delete(folder);
        }
    }

    private static void runPart(String part, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Drounds=" + ROUNDS);
        command.addAll(options);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        MigrationBenchmark.class.getName(),
                        part));
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(part + " ended with status " + status);
        }
    }

    private void versions() throws IOException {
        Path own = writeMigrations("cairn", "V%04d__table_%d.up.sql");
        Path foreign = writeMigrations("flyway", "V%04d__table_%d.sql");
        for (int round = 1; round <= ROUNDS; round++) {
            Path file = folder.resolve("cairn-" + round + ".db");
            try (DatabaseOwnership ownership = DatabaseOwnership.acquire(file, "benchmark");
                    DatabaseDriver driver =
                            new SqliteDriver(ownership, SqliteSettings.standard())) {
                MigrationManager manager = new MigrationManager(driver, MigrationSource.of(own));
                report("Cairn applies 1,000 migrations", () -> manager.up(USUAL));
                report("Cairn finds nothing to do", () -> manager.up(USUAL));
                report("Cairn validates them", manager::validate);
                report("Cairn status with drift", manager::status);
                requireTables(driver);
            }
            Path separate = folder.resolve("cairn-each-" + round + ".db");
            try (DatabaseOwnership ownership = DatabaseOwnership.acquire(separate, "benchmark");
                    DatabaseDriver driver =
                            new SqliteDriver(ownership, SqliteSettings.standard())) {
                MigrationManager manager = new MigrationManager(driver, MigrationSource.of(own));
                report(
                        "Cairn applies them in a transaction each",
                        () -> manager.up(USUAL.withTransactionEach()));
                requireTables(driver);
            }
            Flyway flyway =
                    Flyway.configure()
                            .dataSource(
                                    "jdbc:sqlite:" + folder.resolve("flyway-" + round + ".db"),
                                    null,
                                    null)
                            .locations("filesystem:" + foreign)
                            .load();
            report("Flyway applies 1,000 migrations", flyway::migrate);
            report("Flyway finds nothing to do", flyway::migrate);
            report("Flyway validates them", flyway::validate);
        }
    }

    private Path writeMigrations(String name, String form) throws IOException {
        Path target = Files.createDirectory(folder.resolve(name));
        for (int i = 1; i <= MIGRATIONS; i++) {
            Path file =
                    Files.writeString(
                            target.resolve(form.formatted(i, i)),
                            "CREATE TABLE table_%d (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
                                    .formatted(i));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return target;
    }

    private static void requireTables(DatabaseDriver driver) {
        Object count =
                driver.queryValue(
                                "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'table!_%' ESCAPE '!'")
                        .orElseThrow();
        if (!count.equals((long) MIGRATIONS)) {
            throw new IllegalStateException("there are " + count + " tables");
        }
    }

    private void fill() throws IOException {
        Path migrations = writeExamples();
        Path loaded = folder.resolve("loaded.db");
        long start = System.nanoTime();
        try (DatabaseOwnership ownership = DatabaseOwnership.acquire(loaded, "benchmark");
                DatabaseDriver driver = new SqliteDriver(ownership, SqliteSettings.standard())) {
            MigrationManager manager = new MigrationManager(driver, MigrationSource.of(migrations));
            report("initial schema", () -> manager.upTo(1, USUAL));
            long characters = load(driver);
            print(
                    FILES + " files, " + characters / 1_000_000 + " million characters, loaded",
                    start);
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        String script = Files.readString(migrations.resolve("V002__full_text_index.up.sql"));
        for (int round = 1; round <= ROUNDS; round++) {
            onCopy(loaded, driver -> report("raw statements of 002", () -> raw(driver, script)));
            onCopy(
                    loaded,
                    driver ->
                            report(
                                    "migration 002",
                                    () ->
                                            new MigrationManager(
                                                            driver, MigrationSource.of(migrations))
                                                    .up(USUAL)));
        }
        print("largest heap allowed: " + Runtime.getRuntime().maxMemory() / (1 << 20) + " MB");
    }

    private void onCopy(Path loaded, Consumer<DatabaseDriver> work) throws IOException {
        Path copy = Files.copy(loaded, folder.resolve("copy.db"));
        try (DatabaseOwnership ownership = DatabaseOwnership.acquire(copy, "benchmark");
                DatabaseDriver driver = new SqliteDriver(ownership, SqliteSettings.standard())) {
            work.accept(driver);
            driver.execute("INSERT INTO files_fts(files_fts, rank) VALUES ('integrity-check', 1)");
        }
        Files.delete(copy);
    }

    private static void raw(DatabaseDriver driver, String script) {
        driver.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    SqlScript.split(script).forEach(statement -> driver.execute(statement.text()));
                    return true;
                });
    }

    private Path writeExamples() throws IOException {
        Path target = Files.createDirectory(folder.resolve("migrations"));
        for (String name : List.of("V001__initial_schema.up.sql", "V002__full_text_index.up.sql")) {
            String resource = "/dev/cairn/database/examples/migrations/" + name;
            try (InputStream in = MigrationManager.class.getResourceAsStream(resource)) {
                Path file = target.resolve(name);
                Files.write(file, Objects.requireNonNull(in, resource).readAllBytes());
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
        return target;
    }

    /** Reads the sources one at a time, so that memory stays bounded. */
    private static long load(DatabaseDriver driver) throws IOException {
        Path archive = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        long characters = 0;
        int count = 0;
        driver.begin(TransactionMode.WRITE);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
            ZipEntry entry = in.getNextEntry();
            while (entry != null && count < FILES) {
                if (entry.getName().endsWith(".java")) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    driver.execute(
                            "INSERT INTO files(path, filename, language, content)"
                                    + " VALUES (?, ?, 'java', ?)",
                            entry.getName(),
                            Path.of(entry.getName()).getFileName().toString(),
                            text);
                    characters += text.length();
                    count++;
                }
                entry = in.getNextEntry();
            }
        }
        driver.commit();
        if (count < FILES) {
            throw new IllegalStateException(archive + " holds only " + count + " Java files");
        }
        return characters;
    }

    private static void report(String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        print(what, start);
    }

    @SuppressWarnings("SystemOut") // What is measured is the output.
    private static void print(String what, long start) {
        System.out.printf("%-50s %9.1f ms%n", what, (System.nanoTime() - start) / 1e6);
    }

    @SuppressWarnings("SystemOut") // What is measured is the output.
    private static void print(String line) {
        System.out.println(line);
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
