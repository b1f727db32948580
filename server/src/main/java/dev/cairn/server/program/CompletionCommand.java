package dev.cairn.server.program;

import dev.cairn.server.command.CairnCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints the script that completes commands and options in a shell. */
@Command(
        name = "completion",
        header = "Print a completion script for bash or zsh.",
        footer = {
            "",
            "Examples:",
            "  source <(cairn completion)",
            "  cairn completion > ~/.local/share/bash-completion/completions/cairn"
        })
final class CompletionCommand extends CairnCommand {

    CompletionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        CommandLine everything = new CommandTree(surroundings()).model(List.of());
        output.content(AutoComplete.bash("cairn", everything));
        return ExitCode.DONE;
    }
}
