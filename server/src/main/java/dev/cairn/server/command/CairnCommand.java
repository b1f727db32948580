package dev.cairn.server.command;

import dev.cairn.server.output.Output;
import dev.cairn.server.output.Verbosity;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command has: its surroundings, the options about its output, and its errors. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false)
abstract class CairnCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print the result, and an error, as JSON.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the result and errors only.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print more, and the stack trace of an error.")
    private boolean verbose;

    CairnCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does the work. */
    abstract ExitCode run(Output output);

    @Override
    public final Integer call() {
        return run(output()).number();
    }

    /** Tells the error that ended the command. */
    final ExitCode report(Throwable error) {
        Errors.Told told = Errors.of(error);
        output().error(told.report());
        return told.exitCode();
    }

    final Surroundings surroundings() {
        return surroundings;
    }

    private Output output() {
        Verbosity verbosity =
                verbose ? Verbosity.VERBOSE : quiet ? Verbosity.QUIET : Verbosity.NORMAL;
        return new Output(surroundings.console(), json, verbosity, surroundings.coloursWanted());
    }
}
