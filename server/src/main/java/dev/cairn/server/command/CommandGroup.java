package dev.cairn.server.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A name that stands before those of several commands and does nothing by itself. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        descriptionHeading = "%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n")
public abstract class CommandGroup implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public final void run() {
        throw new NoCommand(spec.commandLine());
    }

    /** No member of the group was named; the help is the answer. */
    public static final class NoCommand extends CommandLine.ParameterException {

        private static final long serialVersionUID = 1L;

        NoCommand(CommandLine group) {
            super(group, "no command of '%s' is given".formatted(name(group)));
        }

        private static String name(CommandLine group) {
            return group.getCommandSpec().qualifiedName();
        }
    }
}
