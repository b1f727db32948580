package dev.cairn.server.command;

import dev.cairn.server.output.ColourMode;
import dev.cairn.server.output.Console;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command is given by the process it runs in.
 *
 * @param workingFolder the folder that relative paths of the command line begin at; absolute
 * @param environment the environment variables
 * @param console where the command speaks
 */
public record Surroundings(Path workingFolder, Map<String, String> environment, Console console) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Returns the surroundings of the running JVM. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                Path.of("").toAbsolutePath(), System.getenv(), Console.ofThisProcess());
    }

    /**
     * Returns when the output is coloured unless the command line says otherwise
     * (https://no-color.org).
     */
    public ColourMode usualColours() {
        boolean refused =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "").equals("dumb");
        return refused ? ColourMode.NEVER : ColourMode.AUTO;
    }
}
