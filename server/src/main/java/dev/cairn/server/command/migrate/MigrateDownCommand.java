package dev.cairn.server.command.migrate;

import dev.cairn.database.migration.MigrationManager;
import dev.cairn.database.migration.MigrationOptions;
import dev.cairn.database.migration.MigrationResult;
import dev.cairn.server.command.Surroundings;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Undoes migrations. */
@Command(
        name = "down",
        header = "Undo the newest migration, or all that are newer than a version.",
        footer = {
            "",
            "Examples:",
            "  cairn migrate down --database app.db",
            "  cairn migrate down --database app.db --to 3"
        })
public final class MigrateDownCommand extends MigrateRunCommand {

    public MigrateDownCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected MigrationResult migrate(
            MigrationManager migrations, Optional<Long> target, MigrationOptions options) {
        return target.isPresent()
                ? migrations.downTo(target.get(), options)
                : migrations.down(options);
    }
}
