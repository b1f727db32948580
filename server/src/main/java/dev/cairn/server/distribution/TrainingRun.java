package dev.cairn.server.distribution;

import dev.cairn.server.command.CairnProgram;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the JVM watches while it makes the AOT cache: the commands that should start fast, run once
 * each on a small tree. What is not loaded here is loaded from the jars later, only slower.
 */
final class TrainingRun {

    private final StringWriter said = new StringWriter();
    private final CairnProgram program;

    private TrainingRun(Path folder) {
        PrintWriter writer = new PrintWriter(said);
        this.program =
                new CairnProgram(
                        new Surroundings(
                                folder, Map.of(), new Console(writer, writer, false, false)));
    }

    /**
     * Runs the commands.
     *
     * @param arguments an empty folder to work in
     */
    public static void main(String[] arguments) {
        new TrainingRun(Path.of(arguments[0])).run();
        // As the program itself ends, which loads some classes too.
        System.exit(0);
    }

    private void run() {
        expectDone("--version");
        expectDone("--help");
    }

    private void expectDone(String... arguments) {
        int code = program.run(arguments);
        if (code != 0) {
            throw new IllegalStateException(
                    "'cairn "
                            + String.join(" ", arguments)
                            + "' ended with "
                            + code
                            + ":\n"
                            + said);
        }
    }
}
