package dev.cairn.server.command.project;

import dev.cairn.server.command.CommandGroup;
import picocli.CommandLine.Command;

/** The commands about tags. */
@Command(
        name = "tag",
        header = "Give tags to files, and list or remove them.",
        description =
                "Files have tags of their own: the language, test, generated, vendored,"
                        + " entry-point, and frameworks. Searches rank by the weights of tags.",
        footer = {
            "",
            "Examples:",
            "  cairn tag add core src/engine --weight 2",
            "  cairn tag list",
            "  cairn tag remove core"
        })
public final class TagGroup extends CommandGroup {}
