package dev.cairn.server.command;

import dev.cairn.server.output.Output;
import dev.cairn.server.output.Verbosity;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        CairnCommand plain = plain(List.of(arguments));
        int code = plain == null ? execute(arguments) : plain.call();
        surroundings.console().flush();
        return code;
    }

    /**
     * Returns the command that short arguments without options mean; null if they mean another. To
     * read the options of a command takes as long as the rest of such a one. The launcher has a
     * cache for them and knows them by the same rule.
     */
    private @Nullable CairnCommand plain(List<String> arguments) {
        if (arguments.equals(List.of("status"))) {
            return new StatusCommand(surroundings);
        }
        boolean search =
                arguments.size() > 1
                        && arguments.getFirst().equals("search")
                        && arguments.stream()
                                .noneMatch(word -> word.startsWith("-") || word.startsWith("@"));
        return search
                ? new SearchCommand(surroundings, arguments.subList(1, arguments.size()))
                : null;
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
