package dev.cairn.database.crash;

import dev.cairn.database.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process that runs a {@link DatabaseTask}. */
final class ChildProcess {

    private static final int LIMIT_SECONDS = 120;

    private final Process process;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a process.
     *
     * @param failPoint where it dies; empty if it shall live
     * @param arguments what {@link DatabaseTask} is told
     */
    static ChildProcess start(String failPoint, String... arguments) throws IOException {
        return start(List.of(), failPoint, arguments);
    }

    /** Starts a process whose files may grow to so many kilobytes and no further. */
    static ChildProcess startWithFileLimit(int kilobytes, String... arguments) throws IOException {
        return start(
                List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "bash"),
                "",
                arguments);
    }

    /** Starts a process for which the modes of files count, also if an administrator runs it. */
    static ChildProcess startWithoutPrivileges(String... arguments) throws IOException {
        boolean privileged = Files.isWritable(Path.of("/proc/sys/kernel/hostname"));
        return start(
                privileged
                        ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search")
                        : List.of(),
                "",
                arguments);
    }

    private static ChildProcess start(List<String> prefix, String failPoint, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(
                JavaCommand.of(
                        List.of(
                                "-Dcairn.failpoint=" + failPoint,
                                JavaCommand.temporaryFilesInBuild()),
                        DatabaseTask.class,
                        (Object[]) arguments));
        return new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Waits until the process is about to do its work. */
    ChildProcess awaitReady() throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("READY")) {
                return this;
            }
            seen.append(line).append('\n');
        }
        throw new IOException("the process ended before it was ready: " + seen);
    }

    /** Kills the process as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Returns the status with which the process ended by itself. */
    int exitStatus() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end in " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** Returns what it prints from now on, until its end. */
    String rest() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }
}
