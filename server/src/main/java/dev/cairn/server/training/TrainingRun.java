package dev.cairn.server.training;

import dev.cairn.server.Main;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Console;
import dev.cairn.server.program.CairnProgram;
import dev.cairn.worker.launch.WorkerCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The commands that should start fast, run once each on a small tree while the JVM records an AOT
 * cache. They start their worker as usual; its JVM records a cache of its own if {@link
 * WorkerCommand#OPTIONS_PROPERTY} says so. Classes that are not loaded here are loaded from the
 * jars later, which is only slower.
 */
public final class TrainingRun {

    /** Argument that selects the commands that run without options. */
    public static final String PLAIN = "plain";

    /** A word that is found in the tree. */
    private static final String WORD = "greetingFor";

    private static final String CONFIGURATION = ".cairn/config.json";
    private static final String STOP_SECONDS = "120";
    private static final String SOURCE =
            """
            package example;

            /** Says hello. */
            public final class Greeting {
                public String greetingFor(String name) {
                    return "Hello, " + name;
                }
            }
            """;

    private final Path folder;
    private final StringWriter said = new StringWriter();
    private final CairnProgram program;

    private TrainingRun(Path folder) {
        this.folder = folder;
        PrintWriter writer = new PrintWriter(said);
        this.program =
                new CairnProgram(
                        new Surroundings(
                                folder, Map.of(), new Console(writer, writer, false, false)));
    }

    /**
     * Runs all commands in the working folder, which must be empty; or the plain commands, in a
     * folder where the others ran before.
     *
     * @param arguments {@value #PLAIN} or none
     */
    public static void main(String[] arguments) throws IOException {
        TrainingRun training = new TrainingRun(Path.of("").toRealPath());
        // The last command runs through main, whose start and end load classes too.
        if (List.of(arguments).equals(List.of(PLAIN))) {
            System.setProperty(CairnProgram.PLAIN_PROPERTY, "true");
            // The launcher takes the other cache where there is a configuration: the parser that
            // reads one is a third of all classes.
            Files.delete(training.folder.resolve(CONFIGURATION));
            // Starts the worker; without one the next command would open the database itself.
            training.expectDone("search", WORD);
            training.expectDone("search", "says", "hello");
            training.expectDone("search", "greetingFor(String");
            training.expectDone("status");
            Main.main(new String[] {"search", WORD});
        } else {
            training.run();
            Main.main(new String[] {"--version"});
        }
    }

    private void run() throws IOException {
        expectDone("--version");
        expectDone("--help");
        Files.writeString(folder.resolve("Greeting.java"), SOURCE);
        expectDone("index", ".");
        expectDone("search", WORD);
        expectDone("search", "--kind", "class", "hello", "--json");
        expectDone("status");
        expectDone("status", "--json");
        // A configuration is read by classes that no other command loads.
        Files.writeString(folder.resolve(CONFIGURATION), "{\"code_analysis\": {}}");
        expectDone("status");
        // The worker writes its cache when it ends, which takes some seconds.
        expectDone("stop", "--drain-seconds", STOP_SECONDS);
        expectDone("status");
    }

    private void expectDone(String... arguments) {
        int code = program.run(arguments);
        if (code != 0) {
            throw new IllegalStateException(
                    "'cairn %s' ended with %d:%n%s"
                            .formatted(String.join(" ", arguments), code, said));
        }
    }
}
