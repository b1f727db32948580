package dev.cairn.worker.manager;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.StoragePaths;
import dev.cairn.worker.process.StartReport;
import dev.cairn.worker.protocol.Documents;
import dev.cairn.worker.socket.SpinningChannel;
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
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts a worker's process, from the JDK and the class path that this process runs with, and waits
 * until it says that it is ready.
 *
 * <p>It is started through a shell that sets the umask, so that nothing it makes can be read by
 * others, and ignores the signals of a terminal, so that Ctrl-C at a command does not end the
 * worker it started.
 */
public final class WorkerLauncher {

    /** Words for the command line of every worker, for example {@code -Xmx48m}. */
    public static final String OPTIONS_PROPERTY = "cairn.worker.options";

    private static final String AOT_PROPERTY = "cairn.aot";
    private static final String LOG_PROPERTY = "cairn.log.file";
    private static final List<String> PASSED_ON =
            List.of(
                    "org.sqlite.lib.path",
                    "org.sqlite.lib.name",
                    AOT_PROPERTY,
                    SpinningChannel.SPIN_PROPERTY,
                    "java.io.tmpdir");
    private static final String SHELL = "umask 077; trap '' INT HUP QUIT; exec \"$@\"";

    private final Class<?> mainClass;
    private final Path logFile;

    /** Makes a launcher of a main class whose log goes to that file. */
    public WorkerLauncher(Class<?> mainClass, Path logFile) {
        this.mainClass = mainClass;
        this.logFile = logFile;
    }

    /**
     * Starts the process.
     *
     * @param parameters what it is told, a record that becomes JSON
     * @param endsWithUs whether its standard input stays open until this process ends
     * @throws DatabaseException with the code that the worker gave, or WORKER_FAILED if it said
     *     nothing
     */
    public Process launch(Object parameters, Duration timeout, boolean endsWithUs) {
        Path folder = Objects.requireNonNull(logFile.toAbsolutePath().getParent());
        StoragePaths.createFolder(folder);
        Path errors = logFile.resolveSibling(logFile.getFileName() + ".err");
        try {
            createPrivately(errors);
            Process process =
                    new ProcessBuilder(command(folder)).redirectError(errors.toFile()).start();
            tell(process, parameters, endsWithUs);
            awaitReady(process, timeout, errors);
            return process;
        } catch (IOException e) {
            throw failed("cannot start %s: %s".formatted(mainClass.getSimpleName(), e), e);
        }
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

    private List<String> command(Path folder) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-Xlog:disable",
                        "-Xlog:all=error:stderr",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djdk.nio.maxCachedBufferSize=131072",
                        "-D" + LOG_PROPERTY + "=" + logFile));
        for (String name : PASSED_ON) {
            String value = System.getProperty(name);
            if (value != null) {
                command.add("-D" + name + "=" + value);
            }
        }
        String cache = System.getProperty(AOT_PROPERTY);
        if (cache != null && Files.isReadable(Path.of(cache))) {
            command.add("-XX:AOTCache=" + cache);
        }
        String options = System.getProperty(OPTIONS_PROPERTY, "").strip();
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split("\\s+")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
        return command;
    }

    private static void tell(Process process, Object parameters, boolean endsWithUs)
            throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((Documents.write(parameters) + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
        if (!endsWithUs) {
            input.close();
        }
    }

    private void awaitReady(Process process, Duration timeout, Path errors) throws IOException {
        Thread watchdog = Thread.ofVirtual().start(() -> killAfter(process, timeout));
        String line;
        try (BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            line = output.readLine();
        } finally {
            watchdog.interrupt();
        }
        if (line == null) {
            process.destroyForcibly();
            throw failed(
                    "%s ended before it was ready, or was not ready within %d ms; see '%s' and '%s'"
                            .formatted(
                                    mainClass.getSimpleName(), timeout.toMillis(), logFile, errors),
                    null);
        }
        StartReport report = Documents.read(line, StartReport.class);
        if (!report.ready()) {
            throw new DatabaseException(report.code(), report.message());
        }
    }

    private static void killAfter(Process process, Duration timeout) {
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            // It has spoken in time.
        }
    }

    private static DatabaseException failed(String message, @Nullable Throwable cause) {
        return new DatabaseException(DatabaseErrorCode.WORKER_FAILED, message, cause);
    }
}
