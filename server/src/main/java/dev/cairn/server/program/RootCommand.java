package dev.cairn.server.program;

import dev.cairn.server.command.CommandGroup;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command without a name: tells what there is. */
@Command(
        name = "cairn",
        header = "A code index whose database looks after itself.",
        description =
                "Indexes source trees, searches them, and keeps any SQLite database in the shape"
                        + " that you declare.",
        footer = {
            "",
            "Exit codes: 0 done or nothing to do, 1 failed, 2 usage or configuration wrong,",
            "3 refused for the sake of data, 4 differences exist (only with --check),",
            "130 interrupted.",
            "",
            "Examples:",
            "  cairn index .",
            "  cairn search \"open the database\"",
            "  cairn help search"
        },
        subcommands = CommandLine.HelpCommand.class)
final class RootCommand extends CommandGroup {}
