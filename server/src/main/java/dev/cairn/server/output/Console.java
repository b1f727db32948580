package dev.cairn.server.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The two streams of a process.
 *
 * @param output the standard output
 * @param error the standard error
 * @param outputIsTerminal whether a person reads the standard output as it comes
 * @param errorIsTerminal whether a person reads the standard error as it comes
 */
public record Console(
        PrintWriter output, PrintWriter error, boolean outputIsTerminal, boolean errorIsTerminal) {

    /**
     * Set by the launcher to the streams that are terminals: {@code output}, {@code error} or both
     * with a comma. The JVM itself can only tell with classes that are slow to load.
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
                terminals.contains("error"));
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
