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
        List<String> all = List.of(arguments);
        int code = isPlainSearch(all) ? search(all.subList(1, all.size())) : execute(arguments);
        surroundings.console().flush();
        return code;
    }

    /**
     * Returns whether the arguments are a search by words alone. To read the options of a command
     * costs as much as the rest of such a search, which has none. The launcher has a cache for it
     * and knows it by the same rule.
     */
    private static boolean isPlainSearch(List<String> arguments) {
        return arguments.size() > 1
                && arguments.getFirst().equals("search")
                && arguments.stream()
                        .noneMatch(word -> word.startsWith("-") || word.startsWith("@"));
    }

    private int search(List<String> words) {
        return new SearchCommand(surroundings, words).call();
    }

    private int execute(String... arguments) {
        CommandLine commands = new CommandTree(surroundings).model(List.of(arguments));
        commands.setParameterExceptionHandler(this::usageError);
        return commands.execute(arguments);
    }

    private int usageError(CommandLine.ParameterException error, String[] arguments) {
        boolean json = Arrays.asList(arguments).contains("--json");
        boolean colours = surroundings.coloursWanted();
        new Output(surroundings.console(), json, Verbosity.NORMAL, colours)
                .error(Errors.usage(error));
        return ExitCode.USAGE.number();
    }
}
