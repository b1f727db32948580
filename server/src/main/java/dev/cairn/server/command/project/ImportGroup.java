package dev.cairn.server.command.project;

import dev.cairn.server.command.CommandGroup;
import picocli.CommandLine.Command;

/** The commands that read what other programs know of the code. */
@Command(
        name = "import",
        header = "Import exact references that another program found.",
        footer = {"", "Examples:", "  cairn import scip index.scip"})
public final class ImportGroup extends CommandGroup {}
