package dev.cairn.server.command.project;

import dev.cairn.server.command.CommandGroup;
import picocli.CommandLine.Command;

/** The commands about the projects of an index. */
@Command(
        name = "project",
        header = "List, add, rename, move or remove the projects of an index.",
        description =
                "One index can hold several projects. A project is recognised by the id in its"
                        + " folder '.cairn' when the folder is moved or renamed.",
        footer = {
            "",
            "Examples:",
            "  cairn project list",
            "  cairn project add ../library",
            "  cairn project remove library"
        })
public final class ProjectGroup extends CommandGroup {}
