package dev.cairn.worker.manager;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client of the worker in a process of its own, in Python. */
final class PythonProcess implements AutoCloseable {

    private static final Path SCRIPTS = Path.of("src", "test", "python");

    private final Process process;
    private final BufferedReader output;

    PythonProcess(String script, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("python3", "-B", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException("the tests need python3 on the PATH", e);
        }
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    Optional<String> readLine() {
        try {
            return Optional.ofNullable(output.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String readAll() {
        StringBuilder all = new StringBuilder();
        for (Optional<String> line = readLine(); line.isPresent(); line = readLine()) {
            all.append(line.get()).append('\n');
        }
        return all.toString();
    }

    void writeLine() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** Sends a signal such as STOP or CONT. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    }

    /**
     * Kills it; its output can still be read to its end, which comes when the system has ended it.
     */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
