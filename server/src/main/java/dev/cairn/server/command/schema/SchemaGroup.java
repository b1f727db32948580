package dev.cairn.server.command.schema;

import dev.cairn.server.command.CommandGroup;
import picocli.CommandLine.Command;

/** The commands about the schema of a database. */
@Command(
        name = "schema",
        header = "Compare, change, read and check the schema of a SQLite database.",
        footer = {
            "",
            "Examples:",
            "  cairn schema diff --database app.db --schema schema.sql",
            "  cairn schema sync --database app.db --schema schema.sql --dry-run",
            "  cairn schema verify --database app.db",
            "  cairn schema repair --database app.db --dry-run"
        })
public final class SchemaGroup extends CommandGroup {}
