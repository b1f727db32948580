package dev.cairn.database.postgres.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running program of a PostgreSQL installation. It ends when it is closed. */
public final class ServerProgram implements AutoCloseable {

    private static final int SHOWN_CHARACTERS = 500;
    private static final int END_SECONDS = 60;

    private final String name;
    private final Process process;
    private final Path errors;

    private ServerProgram(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.errors = errors;
    }

    /**
     * Starts a program.
     *
     * @param environment variables in addition to those of this process
     */
    public static ServerProgram start(Map<String, String> environment, List<String> command)
            throws IOException {
        Path errors = Files.createTempFile("cairn-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        String name = String.valueOf(Path.of(command.getFirst()).getFileName());
        return new ServerProgram(name, builder.start(), errors);
    }

    /** Returns what it prints. */
    public InputStream output() {
        return process.getInputStream();
    }

    /** Gives it its input, all of it; a program that ends early has said why. */
    public void feed(InputStream input) throws IOException {
        try (OutputStream to = process.getOutputStream()) {
            input.transferTo(to);
        } catch (IOException e) {
            await();
            throw e;
        }
    }

    /**
     * Waits for its end.
     *
     * @throws IOException with what it said if it failed
     */
    public void await() throws IOException {
        try {
            process.getOutputStream().close();
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(name + " did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while " + name + " was running", e);
        }
        if (process.exitValue() != 0) {
            String said = Files.readString(errors).strip().replaceAll("\\s+", " ");
            throw new IOException(
                    name
                            + " failed: "
                            + said.substring(0, Math.min(said.length(), SHOWN_CHARACTERS)));
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(errors);
    }
}
