package dev.cairn.server.output;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The two streams of a process.
 *
 * @param output the standard output
 * @param error the standard error
 * @param outputIsTerminal whether a person reads the standard output as it comes
 * @param errorIsTerminal whether a person reads the standard error as it comes
 * @param input the standard input, if a person can be asked there
 */
public record Console(
        PrintWriter output,
        PrintWriter error,
        boolean outputIsTerminal,
        boolean errorIsTerminal,
        Optional<BufferedReader> input) {

    /** Makes a console at which nothing can be asked. */
    public Console(
            PrintWriter output,
            PrintWriter error,
            boolean outputIsTerminal,
            boolean errorIsTerminal) {
        this(output, error, outputIsTerminal, errorIsTerminal, Optional.empty());
    }

    /**
     * Set by the launcher to the streams that are terminals: {@code output}, {@code error}, {@code
     * input}, or several with commas. The JVM itself can only tell with classes that are slow to
     * load.
     */
    private static final String TERMINAL_PROPERTY = "cairn.terminal";

    /** Returns the streams of the running JVM, which are UTF-8 in every locale. */
    public static Console ofThisProcess() {
        List<String> terminals =
                Arrays.asList(System.getProperty(TERMINAL_PROPERTY, "").split(",", -1));
        return new Console(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                terminals.contains("output"),
                terminals.contains("error"),
                terminals.contains("input") ? Optional.of(reader()) : Optional.empty());
    }

    private static BufferedReader reader() {
        return new BufferedReader(
                new InputStreamReader(
                        new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /** Writes out what is still buffered. */
    public void flush() {
        output.flush();
        error.flush();
    }
}
