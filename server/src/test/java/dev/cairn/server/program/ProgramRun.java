package dev.cairn.server.program;

import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs the program in this JVM and keeps what it said last. */
public final class ProgramRun {

    private final Path folder;
    private StringWriter output = new StringWriter();
    private StringWriter error = new StringWriter();

    private ProgramRun(Path folder) {
        this.folder = folder;
    }

    public static ProgramRun in(Path folder) {
        return new ProgramRun(folder);
    }

    public int run(String... arguments) {
        output = new StringWriter();
        error = new StringWriter();
        return new CairnProgram(surroundings()).run(arguments);
    }

    CommandLine model() {
        return new CommandTree(surroundings()).model(List.of());
    }

    public String output() {
        return output.toString();
    }

    public String error() {
        return error.toString();
    }

    private Surroundings surroundings() {
        Console console =
                new Console(new PrintWriter(output), new PrintWriter(error), false, false);
        return new Surroundings(folder, Map.of(), console);
    }
}
