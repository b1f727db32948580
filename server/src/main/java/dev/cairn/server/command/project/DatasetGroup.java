package dev.cairn.server.command.project;

import dev.cairn.server.command.CommandGroup;
import picocli.CommandLine.Command;

/** The commands about datasets. */
@Command(
        name = "dataset",
        header = "Add, list and remove datasets, which are named folders of a project.",
        description =
                "A search with dataset:NAME finds only what is in the folder of that name. A file belongs"
                        + " to the innermost dataset that it lies in.",
        footer = {
            "",
            "Examples:",
            "  cairn dataset add engine src/engine",
            "  cairn search dataset:engine open door",
            "  cairn dataset remove engine"
        })
public final class DatasetGroup extends CommandGroup {}
