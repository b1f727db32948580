package dev.cairn.server.program;

import dev.cairn.server.command.CairnCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.util.List;
import picocli.CommandLine.Command;

/** Prints the manual page, which the build puts into the distribution. */
@Command(
        name = "manual",
        hidden = true,
        header = "Print the manual page (roff).",
        footer = {"", "Examples:", "  cairn manual | man -l -"})
final class ManualCommand extends CairnCommand {

    ManualCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        output.content(new ManualPage(new CommandTree(surroundings()).model(List.of())).text());
        return ExitCode.DONE;
    }
}
