package dev.cairn.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.JavaCommand;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.server.Main;
import dev.cairn.server.configuration.ConfigurationReader;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.supervision.WorkerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** A project whose server runs in processes of its own, as the command starts it. */
final class ServedProject implements AutoCloseable {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(90);

    private static final List<String> CONTENTS =
            List.of(
                    "SELECT path, sha256, indexed FROM files WHERE deleted = 0 ORDER BY path",
                    "SELECT f.path, d.qualified_name, d.line FROM definitions d"
                            + " JOIN files f ON f.id = d.file_id WHERE f.deleted = 0"
                            + " ORDER BY 1, 3, 2",
                    "SELECT f.path, c.content FROM code_content c"
                            + " JOIN files f ON f.id = c.file_id WHERE f.deleted = 0"
                            + " ORDER BY 1, 2");

    private final Path root;
    private final Map<Process, Path> processes = new HashMap<>();

    ServedProject(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("src"));
    }

    Path run() {
        return root.resolve(".cairn/run");
    }

    DatabaseConfiguration database() {
        return ConfigurationReader.defaults(root.resolve(".cairn")).database();
    }

    void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void configure(String workers) throws IOException {
        write(".cairn/config.json", "{\"code_analysis\": {\"workers\": " + workers + "}}");
    }

    /** Starts a command of the program in the project's folder. */
    Process command(String... words) throws IOException {
        List<String> command = new ArrayList<>();
        // A shell lets what runs in its background ignore Ctrl-C, and its children inherit that.
        command.addAll(List.of("env", "--default-signal=INT"));
        command.addAll(
                JavaCommand.of(
                        List.of(
                                "-Dslf4j.provider=dev.cairn.server.log.DeferredLogging",
                                "-Dslf4j.internal.verbosity=ERROR"),
                        Main.class,
                        (Object[]) words));
        Path output = Files.createTempFile(root.getParent(), "output", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        processes.put(process, output);
        return process;
    }

    /** Runs a command to its end and returns its output. */
    String output(int status, String... words) throws Exception {
        Process process = command(words);
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(processes.get(process));
        assertThat(process.exitValue()).as(text).isEqualTo(status);
        return text;
    }

    /** Starts {@code cairn serve} and waits until it is ready. */
    Process serve() throws Exception {
        Process process = command("serve");
        await(
                "the server is ready",
                () -> {
                    assertThat(process.isAlive()).as("the server").isTrue();
                    return record().filter(record -> record.process() == process.pid())
                            .filter(record -> record.phase() == ServerRecord.Phase.READY)
                            .isPresent();
                });
        return process;
    }

    Optional<ServerRecord> record() {
        return ServerRecord.ofRunning(run());
    }

    WorkerState worker(String name) {
        return record().orElseThrow().workers().stream()
                .filter(worker -> worker.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Waits until a worker runs, and returns the state in which it was seen to. */
    WorkerState awaitRunning(String name) throws InterruptedException {
        AtomicReference<WorkerState> seen = new AtomicReference<>(worker(name));
        await(
                name + " runs",
                () -> {
                    seen.set(worker(name));
                    return seen.get().phase() == WorkerState.Phase.RUNNING;
                });
        return seen.get();
    }

    /**
     * Returns the processes of the workers. All of them run, but the repair worker ends by itself
     * after its look, a moment before the record says so.
     */
    List<ProcessHandle> workerProcesses() {
        List<ProcessHandle> processes = new ArrayList<>();
        for (WorkerState worker : record().orElseThrow().workers()) {
            Optional<ProcessHandle> process = ProcessHandle.of(worker.process());
            boolean mayBeGone = worker.process() == 0 || worker.name().equals("repair");
            assertThat(process.isPresent() || mayBeGone).as("a process of %s", worker).isTrue();
            process.ifPresent(processes::add);
        }
        return processes;
    }

    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            Thread.sleep(30);
        }
    }

    static void awaitEnd(List<ProcessHandle> all) throws InterruptedException {
        await("the processes have ended", () -> all.stream().noneMatch(ServedProject::isAlive));
    }

    /** A zombie that its new parent has not noticed is no process any more. */
    private static boolean isAlive(ProcessHandle process) {
        try {
            String status =
                    Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return !status.startsWith(") Z", status.lastIndexOf(')'));
        } catch (IOException e) {
            return process.isAlive() && !Files.isDirectory(Path.of("/proc/self"));
        }
    }

    /** Waits until the index equals one that is made of the tree now. */
    void awaitFreshIndex(Path scratch) throws Exception {
        List<List<Object>> wanted = fresh(scratch);
        await("the index is fresh", () -> wanted.equals(indexed()));
    }

    private List<List<Object>> fresh(Path scratch) {
        DatabaseConfiguration own =
                ConfigurationReader.defaults(scratch).database().withoutWorker();
        own.storage().create();
        try (CodeDatabase database = CodeDatabase.open(own)) {
            database.ensureSchemaSynced(CodeIndexSchema.definition());
            Indexer.index(database, root, IndexOptions.standard(), ProgressListener.NONE);
            return rows(database);
        }
    }

    private List<List<Object>> indexed() {
        try (CodeDatabase database = ServerDatabases.open(database(), "test")) {
            return rows(database);
        } catch (DatabaseException e) {
            return List.of();
        }
    }

    private static List<List<Object>> rows(CodeDatabase database) {
        List<List<Object>> all = new ArrayList<>();
        for (String query : CONTENTS) {
            try (DatabaseDriver driver = database.openDriver();
                    Rows rows = driver.query(query)) {
                while (rows.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int column = 0; column < rows.columns().size(); column++) {
                        row.add(rows.value(column));
                    }
                    all.add(row);
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        // What a killed server has started ends a moment later, and may write until then.
        List<ProcessHandle> started = record().map(ServedProject::processes).orElse(List.of());
        record().flatMap(ServerRecord::handle).ifPresent(ProcessHandle::destroyForcibly);
        for (Process process : processes.keySet()) {
            process.destroyForcibly().onExit().join();
        }
        DbWorkerManager.stop(database(), Duration.ofSeconds(1));
        try {
            awaitEnd(started);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the processes ended", e);
        }
    }

    private static List<ProcessHandle> processes(ServerRecord server) {
        return server.workers().stream()
                .map(WorkerState::process)
                .filter(process -> process > 0)
                .flatMap(process -> ProcessHandle.of(process).stream())
                .toList();
    }
}
