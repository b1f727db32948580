package dev.cairn.server.command;

import dev.cairn.server.output.Output;
import dev.cairn.server.output.Verbosity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The command line of Cairn: all its commands, and what their ends mean to the shell. */
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
        int code = commandLine(arguments).execute(arguments);
        surroundings.console().flush();
        return code;
    }

    /**
     * Returns the model of the commands: of one alone if the arguments begin with its name, because
     * reading the options of all of them costs more than most commands take; else of all.
     */
    CommandLine commandLine(String... arguments) {
        CommandLine root = new CommandLine(new RootCommand());
        String first = arguments.length == 0 ? "" : arguments[0];
        Map<String, Supplier<CairnCommand>> all = commands();
        if (all.containsKey(first)) {
            all.keySet().retainAll(Set.of(first));
        }
        all.forEach((name, command) -> root.addSubcommand(name, command.get()));
        root.setOut(surroundings.console().output());
        root.setErr(surroundings.console().error());
        root.setColorScheme(CommandLine.Help.defaultColorScheme(colours()));
        root.setParameterExceptionHandler(this::usageError);
        root.setExecutionExceptionHandler(this::failure);
        root.setUsageHelpAutoWidth(false);
        root.setUsageHelpWidth(100);
        return root;
    }

    private Map<String, Supplier<CairnCommand>> commands() {
        Map<String, Supplier<CairnCommand>> commands = new LinkedHashMap<>();
        commands.put("completion", () -> new CompletionCommand(surroundings));
        return commands;
    }

    private Ansi colours() {
        boolean shown = surroundings.coloursWanted() && surroundings.console().outputIsTerminal();
        return shown ? Ansi.ON : Ansi.OFF;
    }

    private int usageError(CommandLine.ParameterException error, String[] arguments) {
        boolean json = Arrays.asList(arguments).contains("--json");
        Output output =
                new Output(
                        surroundings.console(),
                        json,
                        Verbosity.NORMAL,
                        surroundings.coloursWanted());
        output.error(Errors.usage(error));
        return ExitCode.USAGE.number();
    }

    private int failure(Exception error, CommandLine line, CommandLine.ParseResult parsed) {
        CairnCommand command = line.getCommand();
        return command.report(error).number();
    }
}
