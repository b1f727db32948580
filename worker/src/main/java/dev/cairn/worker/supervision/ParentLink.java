package dev.cairn.worker.supervision;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.worker.process.StartReport;
import dev.cairn.worker.protocol.Documents;
import dev.cairn.worker.supervision.ManagedWorker.Activity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A worker's end of the two pipes to the process that started it: its standard input, which ends
 * when that process does, however it ends, and its standard output, on which nothing else is
 * written.
 */
public final class ParentLink {

    /** The question for the worker's activity. */
    static final String ACTIVITY = "activity";

    private final BufferedReader input;
    private final PrintStream output;

    private ParentLink(BufferedReader input, PrintStream output) {
        this.input = input;
        this.output = output;
    }

    /** Takes over the standard input and output of this process. */
    public static ParentLink ofThisProcess() {
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        return new ParentLink(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                output);
    }

    /**
     * Reads the parameters of the worker.
     *
     * @throws DatabaseException with PROTOCOL if they are missing or not such a record
     */
    public <T> T parameters(Class<T> type) {
        try {
            String line = input.readLine();
            if (line != null) {
                return Documents.read(line, type);
            }
            throw new IOException("standard input ended");
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.PROTOCOL,
                    "cannot read the parameters of the worker: " + e.getMessage(),
                    e);
        }
    }

    /** Reports that the worker is ready. */
    public void ready() {
        output.println(StartReport.ready(ProcessHandle.current().pid()).toLine());
    }

    /** Reports that the worker cannot start. */
    public void failed(DatabaseException cause) {
        output.println(
                StartReport.failed(cause.code(), String.valueOf(cause.getMessage())).toLine());
    }

    /** Answers the parent's questions until it closes the pipe or is gone. */
    public void answer(Supplier<Activity> activity) {
        try {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                if (line.equals(ACTIVITY)) {
                    output.println(Documents.write(activity.get()));
                }
            }
        } catch (IOException _) {
            // The same as its end.
        }
    }

    /** Answers the parent on a thread of its own, which then calls {@code end}. */
    public void answer(Supplier<Activity> activity, Runnable end) {
        Thread.ofPlatform()
                .daemon()
                .name("parent-link")
                .start(() -> {
                    answer(activity);
                    end.run();
                });
    }
}
