package dev.cairn.worker.launch;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.database.StoragePaths;
import dev.cairn.worker.process.StartReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Starts a worker's process, from the JDK and the class path that this process runs with, and waits
 * until it says that it is ready.
 *
 * <p>It is started through a shell that sets the umask, so that nothing it makes can be read by
 * others, and ignores the signals of a terminal, so that Ctrl-C at a command does not end the
 * worker it started. One that outlives this process is not its child either: a JVM that has one
 * takes 300 ms longer to end, because a thread of it waits for the child in the system.
 */
public final class WorkerLauncher {

    private static final String AS_CHILD = "umask 077; trap '' INT HUP QUIT; exec \"$@\"";
    private static final String STARTED = "started ";
    private static final long REPORT_PAUSE_NANOS = 1_000_000;
    private static final String DETACHED =
            "umask 077; trap '' INT HUP QUIT; exec 3<&0; \"$@\" <&3 3<&- & echo started $!";

    /** POSIX has `nice`; the worker takes the place of its process, so that the id stays. */
    private static final List<String> LOW_PRIORITY = List.of("nice", "-n", "10");

    private final Class<?> mainClass;
    private final Path logFile;
    private final List<String> before;
    private final List<String> options;

    /** Makes a launcher of a main class whose log goes to that file. */
    public WorkerLauncher(Class<?> mainClass, Path logFile) {
        this(mainClass, logFile, List.of(), List.of());
    }

    private WorkerLauncher(
            Class<?> mainClass, Path logFile, List<String> before, List<String> options) {
        this.mainClass = mainClass;
        this.logFile = logFile;
        this.before = before;
        this.options = List.copyOf(options);
    }

    /** Returns a launcher of the same worker at a low priority for the processor. */
    public WorkerLauncher atLowPriority() {
        return new WorkerLauncher(mainClass, logFile, LOW_PRIORITY, options);
    }

    /** Returns a launcher of the same worker with the classes of the server prepared. */
    public WorkerLauncher withServerCache() {
        return WorkerCommand.serverCache().map(this::withOptions).orElse(this);
    }

    /** Returns a launcher of the same worker with more options for its JVM. */
    public WorkerLauncher withOptions(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new WorkerLauncher(mainClass, logFile, before, all);
    }

    /**
     * Starts the process as a child, whose standard input stays open until this process ends.
     *
     * @param parameters its parameters, lines for its standard input
     * @throws DatabaseException with the code that the worker gave, or WORKER_FAILED if it said
     *     nothing
     */
    public Process launch(String parameters, Duration timeout) {
        try {
            Process process = shell(AS_CHILD).start();
            try (BufferedReader output = reader(process)) {
                awaitReady(process, output, parameters, timeout);
                return process;
            }
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    /**
     * Starts the process as {@link #launch} does, and leaves its standard output open: what it says
     * after its report is read with {@code inputReader(UTF_8)} of the process.
     *
     * @param parameters its parameters, lines for its standard input
     * @throws DatabaseException as {@link #launch} does
     */
    public Process launchTalking(String parameters, Duration timeout) {
        try {
            Process process = shell(AS_CHILD).start();
            awaitReady(process, process.inputReader(StandardCharsets.UTF_8), parameters, timeout);
            return process;
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    private void awaitReady(
            Process process, BufferedReader output, String parameters, Duration timeout)
            throws IOException {
        tell(process, parameters);
        requireReady(awaitLine(process.toHandle(), output, timeout), timeout);
    }

    /**
     * Starts the process so that it goes on when this one ends.
     *
     * @param parameters its parameters, lines for its standard input
     * @return its process id
     * @throws DatabaseException as {@link #launch} does
     */
    public long launchDetached(String parameters, Duration timeout) {
        try (StartFiles files = StartFiles.create(folder(), parameters, timeout)) {
            ProcessBuilder shell = shell(DETACHED).redirectInput(files.input().toFile());
            Path report = files.report();
            shell.redirectOutput(ProcessBuilder.Redirect.appendTo(report.toFile())).start();
            return requireReady(awaitReport(report, timeout), timeout).process();
        } catch (IOException e) {
            throw cannotStart(e);
        }
    }

    /** Returns the line that the worker wrote; null if it ended without one or was too slow. */
    private static @Nullable String awaitReport(Path report, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        long process = 0;
        boolean last = false;
        while (true) {
            String text = Files.readString(report);
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
                if (line.startsWith(STARTED)) {
                    process = Long.parseLong(line.substring(STARTED.length()));
                } else if (!line.isEmpty()) {
                    return line;
                }
            }
            if (last) {
                ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
                return null;
            }
            // It may have written its line and ended since the file was read.
            last =
                    System.nanoTime() - deadline > 0
                            || (process != 0 && ProcessEnd.hasEnded(process));
            LockSupport.parkNanos(report, last ? 0 : REPORT_PAUSE_NANOS);
        }
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private ProcessBuilder shell(String script) throws IOException {
        StoragePaths.createFolder(folder());
        Path errors = errors();
        StoragePaths.requireNoLinks(errors);
        if (Files.isSymbolicLink(errors)) {
            throw new IOException("'" + errors + "' is a symbolic link, which is not followed");
        }
        createPrivately(errors);
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(before);
        List<String> words = new ArrayList<>(WorkerCommand.words(mainClass, logFile));
        words.addAll(words.indexOf("-cp"), options);
        command.addAll(words);
        return new ProcessBuilder(command).redirectError(errors.toFile());
    }

    private Path folder() {
        return Objects.requireNonNull(logFile.toAbsolutePath().getParent());
    }

    private Path errors() {
        return logFile.toAbsolutePath().resolveSibling(logFile.getFileName() + ".err");
    }

    private DatabaseException cannotStart(IOException cause) {
        return failed("cannot start the worker: " + FileErrors.reasonWithFile(cause), cause);
    }

    private static void createPrivately(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.newByteChannel(
                            file,
                            EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")))
                    .close();
        }
    }

    private static void tell(Process process, String parameters) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write(parameters.getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    /** Returns the next line of a process, which is ended if that takes too long. */
    private static @Nullable String awaitLine(
            ProcessHandle process, BufferedReader output, Duration timeout) throws IOException {
        Thread watchdog = Thread.ofVirtual().start(() -> killAfter(process, timeout));
        String line;
        try {
            line = output.readLine();
        } finally {
            watchdog.interrupt();
        }
        if (line == null) {
            process.destroyForcibly();
        }
        return line;
    }

    private StartReport requireReady(@Nullable String line, Duration timeout) {
        if (line == null) {
            throw notReady(timeout);
        }
        StartReport report = StartReport.parse(line);
        if (!report.ready()) {
            throw new DatabaseException(report.code(), report.message());
        }
        return report;
    }

    private DatabaseException notReady(Duration timeout) {
        return failed(
                "%s ended before it was ready, or was not ready within %d ms; see '%s' and '%s'"
                        .formatted(
                                mainClass.getSimpleName(), timeout.toMillis(), logFile, errors()),
                null);
    }

    private static void killAfter(ProcessHandle process, Duration timeout) {
        try {
            Thread.sleep(timeout);
            process.destroyForcibly();
        } catch (InterruptedException _) {
            // It has spoken in time.
        }
    }

    private static DatabaseException failed(String message, @Nullable Throwable cause) {
        return new DatabaseException(DatabaseErrorCode.WORKER_FAILED, message, cause);
    }
}
