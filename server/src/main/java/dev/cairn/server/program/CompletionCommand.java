package dev.cairn.server.program;

import dev.cairn.server.command.CairnCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints the script that completes commands, options and values in a shell. */
@Command(
        name = "completion",
        header = "Print a completion script for bash, zsh or fish.",
        footer = {
            "",
            "Examples:",
            "  source <(cairn completion)",
            "  cairn completion zsh > _cairn"
        })
final class CompletionCommand extends CairnCommand {

    @Parameters(
            paramLabel = "SHELL",
            arity = "0..1",
            description = "The shell: bash, zsh or fish. Default: bash.")
    private Shell shell = Shell.BASH;

    CompletionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        output.content(shell.script());
        return ExitCode.DONE;
    }
}
