package dev.cairn.server.command;

import dev.cairn.server.output.Output;
import dev.cairn.server.output.Verbosity;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** The command line of Cairn. */
public final class CairnProgram {

    private final Surroundings surroundings;

    /** Makes the program for one process. */
    public CairnProgram(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Runs one command.
     *
     * @return the number of its {@link ExitCode}
     */
    public int run(String... arguments) {
        CommandLine commands = new CommandTree(surroundings).model(List.of(arguments));
        commands.setParameterExceptionHandler(this::usageError);
        int code = commands.execute(arguments);
        surroundings.console().flush();
        return code;
    }

    private int usageError(CommandLine.ParameterException error, String[] arguments) {
        boolean json = Arrays.asList(arguments).contains("--json");
        boolean colours = surroundings.coloursWanted();
        new Output(surroundings.console(), json, Verbosity.NORMAL, colours)
                .error(Errors.usage(error));
        return ExitCode.USAGE.number();
    }
}
