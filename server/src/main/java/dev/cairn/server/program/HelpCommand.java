package dev.cairn.server.program;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of a command, also of one in a group. */
@Command(
        name = "help",
        header = "Show the help of a command.",
        helpCommand = true,
        synopsisHeading = "Usage: ",
        footer = {"", "Examples:", "  cairn help search", "  cairn help schema sync"})
@SuppressWarnings("NullAway.Init") // picocli sets the specification.
final class HelpCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command.")
    private List<String> path = List.of();

    @Override
    public void run() {
        CommandLine meant = spec.parent().commandLine();
        for (String name : path) {
            CommandLine member = meant.getSubcommands().get(name);
            if (member == null) {
                throw new CommandLine.ParameterException(
                        meant, UsageErrors.unknownCommand(meant, name));
            }
            meant = member;
        }
        meant.usage(meant.getOut(), meant.getColorScheme());
    }
}
