package dev.cairn.worker.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.worker.launch.WorkerCommand;
import dev.cairn.worker.process.DbWorkerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A worker in a process of its own that was started in an unusual way, so that it will fail. */
final class WorkerProcess {

    private static final String READY = "ready ";

    private WorkerProcess() {}

    /**
     * Starts the worker of a database, and waits until it is ready.
     *
     * @param before a command that runs the worker's command, such as {@code prlimit --nofile=64}
     * @param options words for its Java command line
     * @param environment variables besides those of this process
     */
    static Process start(
            DbWorkerManager manager,
            List<String> before,
            List<String> options,
            Map<String, String> environment)
            throws IOException {
        Process process = launch(manager, before, options, environment);
        assertThat(process.inputReader().readLine()).startsWith(READY);
        return process;
    }

    /** Starts the worker of a database with another environment, and waits until it is ready. */
    static Process start(DbWorkerManager manager, Map<String, String> environment)
            throws IOException {
        return start(manager, List.of(), List.of(), environment);
    }

    /** Returns how many descriptors a process has open. */
    static long descriptors(long process) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
            return all.count();
        }
    }

    /** Starts the worker of a database and returns what it says instead of being ready. */
    static String startInVain(DbWorkerManager manager, Map<String, String> environment)
            throws IOException {
        Process process = launch(manager, List.of(), List.of(), environment);
        String line = String.valueOf(process.inputReader().readLine());
        assertThat(line).doesNotStartWith(READY);
        return line;
    }

    private static Process launch(
            DbWorkerManager manager,
            List<String> before,
            List<String> options,
            Map<String, String> environment)
            throws IOException {
        Path target = Path.of(System.getProperty("org.sqlite.tmpdir", "target"));
        List<String> usual =
                WorkerCommand.words(DbWorkerProcess.class, target.resolve("worker-process.log"));
        List<String> command = new ArrayList<>(before);
        command.addAll(usual);
        command.addAll(before.size() + usual.indexOf("-cp"), options);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream()
                .write(manager.parameters(1_000, false).toText().getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        return process;
    }

    /**
     * Compiles a library and returns the environment that loads it into a worker before the C
     * library.
     *
     * @param variable the environment variable with the library's file or folder
     */
    static Map<String, String> preloading(
            String source, Path folder, String variable, Path fileOrFolder)
            throws IOException, InterruptedException {
        return Map.of(
                "LD_PRELOAD",
                compile(source, folder).toString(),
                variable,
                fileOrFolder.toString());
    }

    private static Path compile(String source, Path folder)
            throws IOException, InterruptedException {
        Path library = folder.resolve(source.replace(".c", ".so"));
        int compiled =
                new ProcessBuilder(
                                "cc",
                                "-O1",
                                "-Wall",
                                "-Werror",
                                "-shared",
                                "-fPIC",
                                "-o",
                                library.toString(),
                                Path.of("src", "test", "c", source).toString(),
                                "-ldl")
                        .inheritIO()
                        .start()
                        .waitFor();
        assertThat(compiled).as("the test needs a C compiler").isZero();
        return library;
    }

    /** Sends a signal such as STOP or CONT. */
    static void signal(long process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process)).start().waitFor();
    }
}
