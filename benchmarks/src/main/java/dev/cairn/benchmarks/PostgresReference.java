package dev.cairn.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own behind a Unix socket, with fsync and synchronous_commit on, and its own
 * client in C, pgbench, with prepared statements. It is the reference where it is installed.
 */
final class PostgresReference implements AutoCloseable {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String NAME = "bench";
    private static final int ROWS = 100_000;
    private static final int BATCH = 1_000;
    private static final int CLIENTS = 8;
    private static final int MINUTES = 10;

    private final Path programs;
    private final Path folder;

    private PostgresReference(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    /** Starts one; empty if it is not installed, or this user cannot be another than root. */
    static Optional<PostgresReference> start() throws IOException, InterruptedException {
        Optional<Path> programs = programs();
        if (programs.isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("cairn-pg-");
        PostgresReference reference = new PostgresReference(programs.get(), folder);
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()), folder);
        }
        Path data = folder.resolve("data");
        reference.runProgram(
                "initdb", "-D", data.toString(), "-U", NAME, "-A", "trust", "-E", "UTF8");
        reference.runProgram(
                "pg_ctl",
                "-D",
                data.toString(),
                "-l",
                folder.resolve("log").toString(),
                "-w",
                "-o",
                "-k " + folder + " -c listen_addresses= -c fsync=on -c synchronous_commit=on",
                "start");
        reference.sql(
                "CREATE TABLE t(id serial PRIMARY KEY, name text, size bigint, ratio float8)");
        reference.fill();
        reference.sql("VACUUM ANALYZE t");
        return Optional.of(reference);
    }

    private static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(INSTALLED)) {
            for (Path version : versions) {
                if (Files.isExecutable(version.resolve("bin").resolve("pgbench"))) {
                    found.add(version.resolve("bin"));
                }
            }
        }
        return found.stream().max(Comparator.naturalOrder());
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private String runProgram(String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            // PostgreSQL does not run as root.
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        return run(command, folder);
    }

    private static String run(List<String> command, Path folder)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("cairn-pg-", ".out");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " failed: " + text);
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }

    private void sql(String statement) throws IOException, InterruptedException {
        runProgram("psql", "-q", "-h", folder.toString(), "-U", NAME, "-c", statement, "postgres");
    }

    private void fill() throws IOException, InterruptedException {
        sql(
                "INSERT INTO t(name, size, ratio) SELECT 'a name of usual length ' || n, n * 7, n / 3.0"
                        + " FROM generate_series(1, "
                        + ROWS
                        + ") n");
    }

    /** Returns how long a SELECT by the primary key takes, the median in microseconds. */
    double pointMicros() throws IOException, InterruptedException {
        String script =
                "\\set id random(1, " + ROWS + ")\nSELECT name, size FROM t WHERE id = :id;\n";
        transactions(script, "-c", "1", "-t", "20000");
        return median(transactions(script, "-c", "1", "-t", "50000"));
    }

    /** Returns how many rows are inserted in a second, 1,000 of literal values in one statement. */
    double batchRowsPerSecond() throws IOException, InterruptedException {
        String rows =
                LongStream.range(0, BATCH)
                        .mapToObj(n ->
                                "('a name of usual length %d', %d, %s)"
                                        .formatted(n, n * 7, n / 3.0))
                        .collect(Collectors.joining(", "));
        String script = "INSERT INTO t(name, size, ratio) VALUES " + rows + ";\n";
        return BATCH * 1e6 / median(transactions(script, "-c", "1", "-t", "200"));
    }

    /** Returns how many rows a client takes in a second that asks for 100,000. */
    double streamRowsPerSecond() throws IOException, InterruptedException {
        String script = "SELECT id, name, size, ratio FROM t WHERE id <= " + ROWS + ";\n";
        return ROWS * 1e6 / median(transactions(script, "-c", "1", "-t", "20"));
    }

    /** Measures clients that insert one row after the other. */
    ConcurrentInserts inserts(int seconds) throws IOException, InterruptedException {
        String script =
                "INSERT INTO t(name, size, ratio) VALUES ('a name of usual length', 17, 0.5);\n";
        Map<Integer, List<Long>> all =
                transactions(
                        script,
                        "-c",
                        Integer.toString(CLIENTS),
                        "-j",
                        "2",
                        "-T",
                        Integer.toString(seconds));
        long commits = all.values().stream().mapToLong(List::size).sum();
        long longest =
                all.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElse(0);
        long most = all.values().stream().mapToLong(List::size).max().orElse(0);
        long fewest = all.values().stream().mapToLong(List::size).min().orElse(1);
        return new ConcurrentInserts(
                (double) commits / seconds, longest / 1e3, (double) most / Math.max(1, fewest));
    }

    /** Runs a script and returns how many microseconds each transaction took, by client. */
    private Map<Integer, List<Long>> transactions(String script, String... arguments)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("cairn-pg-", ".sql");
        Path logs = Files.createDirectory(folder.resolve("logs"));
        try {
            Files.writeString(file, script);
            if (isRoot()) {
                run(List.of("chown", "postgres", logs.toString(), file.toString()), folder);
            }
            List<String> all =
                    new ArrayList<>(
                            List.of(
                                    "-n",
                                    "-M",
                                    "prepared",
                                    "-h",
                                    folder.toString(),
                                    "-U",
                                    NAME,
                                    "-l",
                                    "--log-prefix=" + logs.resolve("t"),
                                    "-f",
                                    file.toString()));
            all.addAll(List.of(arguments));
            all.add("postgres");
            runProgram("pgbench", all.toArray(String[]::new));
            return read(logs);
        } finally {
            Files.delete(file);
            run(List.of("rm", "-r", logs.toString()), folder);
        }
    }

    /** A line has the client, the transaction's number, and its microseconds. */
    private static Map<Integer, List<Long>> read(Path logs) throws IOException {
        Map<Integer, List<Long>> times = new TreeMap<>();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    String[] words = line.split(" ", 4);
                    times.computeIfAbsent(Integer.parseInt(words[0]), _ -> new ArrayList<>())
                            .add(Long.parseLong(words[2]));
                }
            }
        }
        return times;
    }

    private static double median(Map<Integer, List<Long>> times) {
        List<Long> all = times.values().stream().flatMap(List::stream).sorted().toList();
        return all.get(all.size() / 2);
    }

    @Override
    public void close() throws IOException {
        try {
            runProgram("pg_ctl", "-D", folder.resolve("data").toString(), "-m", "fast", "stop");
            run(List.of("rm", "-r", folder.toString()), Path.of("/"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("PostgreSQL could not be stopped", e);
        }
    }
}
