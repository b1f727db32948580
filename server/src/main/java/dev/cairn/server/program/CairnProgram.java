package dev.cairn.server.program;

import dev.cairn.server.command.CairnCommand;
import dev.cairn.server.command.CommandGroup;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.command.search.SearchCommand;
import dev.cairn.server.command.server.StatusCommand;
import dev.cairn.server.log.LogVariables;
import dev.cairn.server.output.ErrorReport;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.Verbosity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The command line of Cairn. */
public final class CairnProgram {

    /**
     * Set by the launcher for {@code status} and {@code search} without options, and only for them.
     */
    public static final String PLAIN_PROPERTY = "cairn.plain";

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
        Optional<String> problem = LogVariables.problem(surroundings.environment());
        if (problem.isPresent()) {
            usageError(problem.get(), arguments);
            surroundings.console().flush();
            return ExitCode.USAGE.number();
        }
        CairnCommand plain = plain(List.of(arguments));
        int code = plain == null ? execute(arguments) : plain.call();
        surroundings.console().flush();
        return code;
    }

    /**
     * Returns the command of arguments that the launcher marked as plain, or null. Reading options
     * takes as long as such a command.
     */
    private @Nullable CairnCommand plain(List<String> arguments) {
        if (!Boolean.getBoolean(PLAIN_PROPERTY)) {
            return null;
        }
        return arguments.equals(List.of("status"))
                ? new StatusCommand(surroundings)
                : new SearchCommand(surroundings, arguments.subList(1, arguments.size()));
    }

    private int execute(String... arguments) {
        CommandLine commands = new CommandTree(surroundings).model(List.of(arguments));
        commands.setParameterExceptionHandler(this::usageError);
        return commands.execute(arguments);
    }

    private void usageError(String problem, String[] arguments) {
        boolean json = Arrays.asList(arguments).contains("--json");
        new Output(surroundings.console(), json, Verbosity.NORMAL, surroundings.usualColours())
                .error(
                        new ErrorReport(
                                ExitCode.USAGE.number(),
                                ExitCode.USAGE.name(),
                                Optional.empty(),
                                problem,
                                List.of(),
                                Optional.empty()));
    }

    private int usageError(CommandLine.ParameterException error, String[] arguments) {
        boolean json = Arrays.asList(arguments).contains("--json");
        if (error instanceof CommandGroup.NoCommand && !json) {
            error.getCommandLine().usage(surroundings.console().error());
        } else {
            new Output(surroundings.console(), json, Verbosity.NORMAL, surroundings.usualColours())
                    .error(UsageErrors.report(error));
        }
        return ExitCode.USAGE.number();
    }
}
