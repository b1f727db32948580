package dev.cairn.server.command.backup;

import dev.cairn.server.command.CommandGroup;
import picocli.CommandLine.Command;

/** The commands about backups. */
@Command(
        name = "backup",
        header = "Make, check, restore and remove backups of a SQLite or PostgreSQL database.",
        footer = {
            "",
            "Examples:",
            "  cairn backup create --database app.db",
            "  cairn backup list --database app.db",
            "  cairn backup restore 1f0c --database app.db"
        })
public final class BackupGroup extends CommandGroup {}
