package dev.cairn.server.command.vectors;

import dev.cairn.server.command.CommandGroup;
import picocli.CommandLine.Command;

/** The commands about vectors. */
@Command(
        name = "vectors",
        header = "Prepare the search by meaning.",
        description =
                "Questions are answered by meaning while 'cairn serve --vectors' runs. docs/vectors.md"
                        + " has the details.",
        footer = {
            "",
            "Examples:",
            "  cairn vectors build",
            "  cairn vectors build --limit-minutes 5"
        })
public final class VectorsGroup extends CommandGroup {}
