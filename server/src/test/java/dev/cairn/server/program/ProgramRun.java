package dev.cairn.server.program;

import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Console;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** Runs the program in this JVM and keeps what it said last. */
public final class ProgramRun {

    private final Path folder;
    private final Optional<String> answers;
    private StringWriter output = new StringWriter();
    private StringWriter error = new StringWriter();

    private ProgramRun(Path folder, Optional<String> answers) {
        this.folder = folder;
        this.answers = answers;
    }

    public static ProgramRun in(Path folder) {
        return new ProgramRun(folder, Optional.empty());
    }

    /** Returns one at a terminal, where a person answers each question with that line. */
    public static ProgramRun atTerminal(Path folder, String answer) {
        return new ProgramRun(folder, Optional.of(answer));
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
                new Console(
                        new PrintWriter(output),
                        new PrintWriter(error),
                        false,
                        answers.isPresent(),
                        answers.map(line -> new BufferedReader(new StringReader(line + "\n"))));
        return new Surroundings(folder, Map.of(), console);
    }
}
