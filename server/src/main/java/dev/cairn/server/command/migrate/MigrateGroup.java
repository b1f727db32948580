package dev.cairn.server.command.migrate;

import dev.cairn.server.command.CommandGroup;
import picocli.CommandLine.Command;

/** The commands about versioned migrations. */
@Command(
        name = "migrate",
        header = "Run numbered migrations, once each and in order.",
        footer = {
            "",
            "Examples:",
            "  cairn migrate new add_tags",
            "  cairn migrate status --database app.db",
            "  cairn migrate up --database app.db"
        })
public final class MigrateGroup extends CommandGroup {}
