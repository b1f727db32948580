package dev.cairn.server.command;

import dev.cairn.database.migration.MigrationManager;
import dev.cairn.database.migration.MigrationOptions;
import dev.cairn.database.migration.MigrationResult;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the migrations that have not run. */
@Command(
        name = "up",
        header = "Run the migrations that have not run.",
        footer = {
            "",
            "Examples:",
            "  cairn migrate up --database app.db",
            "  cairn migrate up --database app.db --to 7 --dry-run"
        })
final class MigrateUpCommand extends MigrateRunCommand {

    @Mixin private CreateOption create;

    MigrateUpCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Optional<CreateOption> createOption() {
        return Optional.of(create);
    }

    @Override
    MigrationResult migrate(
            MigrationManager migrations, Optional<Long> target, MigrationOptions options) {
        return target.isPresent() ? migrations.upTo(target.get(), options) : migrations.up(options);
    }
}
