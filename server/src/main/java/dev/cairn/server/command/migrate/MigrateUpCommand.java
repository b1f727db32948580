package dev.cairn.server.command.migrate;

import dev.cairn.database.migration.MigrationManager;
import dev.cairn.database.migration.MigrationOptions;
import dev.cairn.database.migration.MigrationResult;
import dev.cairn.server.command.CreateOption;
import dev.cairn.server.command.Surroundings;
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
public final class MigrateUpCommand extends MigrateRunCommand {

    @Mixin private CreateOption create;

    public MigrateUpCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Optional<CreateOption> createOption() {
        return Optional.of(create);
    }

    @Override
    protected MigrationResult migrate(
            MigrationManager migrations, Optional<Long> target, MigrationOptions options) {
        return target.isPresent() ? migrations.upTo(target.get(), options) : migrations.up(options);
    }
}
