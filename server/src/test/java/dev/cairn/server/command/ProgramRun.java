package dev.cairn.server.command;

import dev.cairn.server.output.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs the program in this JVM and keeps what it said last. */
final class ProgramRun {

    private final Path folder;
    private StringWriter output = new StringWriter();
    private StringWriter error = new StringWriter();

    private ProgramRun(Path folder) {
        this.folder = folder;
    }

    static ProgramRun in(Path folder) {
        return new ProgramRun(folder);
    }

    int run(String... arguments) {
        output = new StringWriter();
        error = new StringWriter();
        return new CairnProgram(surroundings()).run(arguments);
    }

    CommandLine model() {
        return new CommandTree(surroundings()).model(List.of());
    }

    String output() {
        return output.toString();
    }

    String error() {
        return error.toString();
    }

    private Surroundings surroundings() {
        Console console =
                new Console(new PrintWriter(output), new PrintWriter(error), false, false);
        return new Surroundings(folder, Map.of(), console);
    }
}
