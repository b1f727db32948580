package dev.cairn.server.command;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.server.configuration.ConfigurationLocator;
import dev.cairn.server.output.DamagedIndex;
import dev.cairn.server.output.ErrorReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command on the database of the code index. */
public abstract class ConfiguredCommand extends CairnCommand {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration. Default: $CAIRN_CONFIG, else the project's own.")
    private @Nullable Path configurationFile;

    protected ConfiguredCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected List<String> repair(ErrorReport error) {
        return DamagedIndex.repair(error);
    }

    protected final ConfigurationLocator configurations() {
        return new ConfigurationLocator(
                surroundings().workingFolder(),
                surroundings().environment(),
                Optional.ofNullable(configurationFile),
                file -> note("configuration: '%s', found in the tree".formatted(file)));
    }

    /** Returns the configuration that the command line names. */
    protected final Optional<Path> configurationFile() {
        return Optional.ofNullable(configurationFile);
    }

    /** Returns the code index that the working folder belongs to, which must have been made. */
    protected final DatabaseConfiguration indexedDatabase() {
        DatabaseConfiguration configuration = configurations().ofIndex().database();
        if (configuration.isFile() && !Files.exists(configuration.path())) {
            throw CommandException.usage(
                    "cannot open the index '%s': there is no such file; run 'cairn index' first"
                            .formatted(configuration.path()));
        }
        ProgramLog.writeTo(configuration.storage().logs());
        return configuration;
    }

    /** Opens the code index, and follows the project if its folder was moved or renamed. */
    protected final CodeDatabase openIndex(DatabaseConfiguration configuration) {
        CodeDatabase database = ProgramDatabases.open(configuration);
        try {
            configuration
                    .storage()
                    .project()
                    .filter(root -> new ProjectStore(database.driver()).followMove(root))
                    .ifPresent(root -> note("the project is at '%s' now".formatted(root)));
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }
}
