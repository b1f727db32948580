package dev.cairn.server.command.doctor;

import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Checks what Cairn needs, and says how to repair what is missing. */
@Command(
        name = "doctor",
        header = "Check what Cairn needs from this machine and this project.",
        description =
                "Checks the JDK, the native libraries, the limits of the kernel, git, the"
                        + " configuration, the project's folder, its file system, the index and"
                        + " its worker. Changes nothing. Exit code 1 if a check failed.",
        footer = {"", "Examples:", "  cairn doctor", "  cairn doctor --json"})
public final class DoctorCommand extends ConfiguredCommand {

    /** Makes the command. */
    public DoctorCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** All checks, as a document. */
    private record Examination(boolean healthy, List<Check> checks) {}

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        List<Check> checks = new ArrayList<>(MachineChecks.all());
        checks.addAll(new ProjectChecks(surroundings().workingFolder(), configurations()).all());
        boolean healthy = checks.stream().noneMatch(one -> one.state() == Check.State.FAILED);
        if (output.isJson()) {
            output.document(new Examination(healthy, checks));
        } else {
            checks.forEach(check -> print(check, output));
        }
        return healthy ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void print(Check check, Output output) {
        if (output.isQuiet() && check.state() == Check.State.OK) {
            return;
        }
        Style style = output.style();
        String word = "%-8s".formatted(check.state().name().toLowerCase(Locale.ROOT));
        String mark =
                switch (check.state()) {
                    case OK -> style.good(word);
                    case WARNING -> style.warning(word);
                    case FAILED -> style.bad(word);
                };
        output.line("%s %-14s %s".formatted(mark, check.name(), output.name(check.finding())));
        if (!check.repair().isEmpty()) {
            output.line(" ".repeat(24) + "repair: " + output.name(check.repair()));
        }
    }
}
