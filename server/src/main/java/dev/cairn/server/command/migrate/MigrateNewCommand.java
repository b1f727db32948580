package dev.cairn.server.command.migrate;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.migration.MigrationFiles;
import dev.cairn.database.migration.MigrationManager;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.CreateOption;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.command.schema.SchemaFile;
import dev.cairn.server.output.Output;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the files of a new migration. */
@Command(
        name = "new",
        header = "Write the files of a new migration, with the next free number.",
        footer = {
            "",
            "Examples:",
            "  cairn migrate new add_tags",
            "  cairn migrate new add_tags --database app.db --from-diff schema.sql"
        })
public final class MigrateNewCommand extends MigrateCommand {

    @Parameters(paramLabel = "NAME", description = "What it does, such as add_tags.")
    private String name;

    @Option(
            names = "--from-diff",
            paramLabel = "SCHEMA",
            description =
                    "Fill the files with what leads from the database to this declared schema, and"
                            + " back.")
    private @Nullable Path target;

    @Mixin private CreateOption create;

    private Optional<SchemaDefinition> definition = Optional.empty();

    public MigrateNewCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return Access.READ;
    }

    @Override
    protected boolean needsDatabase() {
        return target != null;
    }

    @Override
    protected boolean makesFolder() {
        return true;
    }

    @Override
    protected Optional<CreateOption> createOption() {
        return Optional.of(create);
    }

    @Override
    protected void readInputs() {
        super.readInputs();
        definition =
                Optional.ofNullable(target)
                        .map(this::resolved)
                        .map(path -> SchemaFile.read(path, engine()));
    }

    @Override
    protected ExitCode run(MigrationManager migrations, CodeDatabase database, Output output) {
        MigrationFiles files =
                definition.isPresent()
                        ? migrations.createFromDifference(name, definition.get())
                        : migrations.create(name);
        files.warnings().forEach(output::warning);
        if (output.isJson()) {
            output.document(files);
        } else {
            output.line(output.name(files.up().toString()));
            output.line(output.name(files.down().toString()));
        }
        return ExitCode.DONE;
    }
}
