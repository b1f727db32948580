package dev.cairn.server.command;

import dev.cairn.server.output.ColourMode;
import dev.cairn.server.output.ErrorReport;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.Verbosity;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
public abstract class CairnCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print the result, and an error, as JSON.")
    private boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "Use colours: auto, always or never. Default: auto.")
    private @Nullable ColourMode colours;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only what was asked for, and errors.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print more, and the stack trace of an error.")
    private boolean verbose;

    private @Nullable Output output;

    protected CairnCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * Does the work.
     *
     * @param interruption takes what stops the work when a signal ends the process
     */
    protected abstract ExitCode run(Output output, Interruption interruption);

    /** Returns what the user can do about an error, where the command knows more than the error. */
    protected List<String> repair(ErrorReport error) {
        return List.of();
    }

    /** Writes a line about how the work goes, unless the command is to be quiet. */
    protected final void note(String text) {
        if (output != null) {
            output.note("cairn: " + text);
        }
    }

    @Override
    public final Integer call() {
        output = output();
        return call(output);
    }

    private Integer call(Output output) {
        try (Interruption interruption = Interruption.watch()) {
            ExitCode code = runReporting(output, interruption);
            surroundings.console().flush();
            return code.number();
        }
    }

    private ExitCode runReporting(Output output, Interruption interruption) {
        try {
            return run(output, interruption);
        } catch (RuntimeException e) {
            ErrorOutcome outcome =
                    interruption.happened() ? ErrorOutcome.interrupted(e) : ErrorOutcome.of(e);
            output.error(outcome.report().with(repair(outcome.report())));
            return outcome.exitCode();
        } catch (OutOfMemoryError _) {
            output.error(ErrorOutcome.outOfMemory().report());
            return ExitCode.FAILED;
        }
    }

    protected final Surroundings surroundings() {
        return surroundings;
    }

    /** Returns a path of the command line as an absolute one. */
    public final Path resolved(Path path) {
        return surroundings.workingFolder().resolve(path).normalize();
    }

    private Output output() {
        Verbosity verbosity =
                verbose ? Verbosity.VERBOSE : quiet ? Verbosity.QUIET : Verbosity.NORMAL;
        return new Output(
                surroundings.console(),
                json,
                verbosity,
                colours == null ? surroundings.usualColours() : colours);
    }
}
