package dev.cairn.server.program;

import dev.cairn.server.command.CommandGroup;
import picocli.CommandLine.Command;

/** The command without a name: it lists the commands. */
@Command(
        name = "cairn",
        header = "Search code. Change database schemas safely.",
        description =
                "Indexes source trees and answers searches about them; migrates a database to the"
                        + " schema that you declare, in one verified transaction.",
        footer = {
            "",
            "Exit codes: 0 done or nothing to do, 1 failed, 2 usage or configuration",
            "wrong, 3 refused: it would lose or break data, 4 differences exist (only",
            "with --check), 130 interrupted.",
            "",
            "Examples:",
            "  cairn index .",
            "  cairn search \"open the database\"",
            "  cairn help search"
        })
final class RootCommand extends CommandGroup {}
