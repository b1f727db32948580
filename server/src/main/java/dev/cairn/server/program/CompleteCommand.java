package dev.cairn.server.program;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.StoragePaths;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists what can come next on a command line, for the scripts of the shells. */
@Command(
        name = "complete",
        hidden = true,
        header = "List what can come next on a command line.",
        description = "The completion scripts run it; the words follow '--'.",
        footer = {"", "Examples:", "  cairn complete -- search --kind ''"})
final class CompleteCommand extends ConfiguredCommand {

    private static final int MOST = 200;

    @Parameters(paramLabel = "WORD", arity = "0..*", description = "The words so far.")
    private List<String> words = List.of();

    CompleteCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        new Completion(new CommandTree(surroundings()).model(List.of()), this::stored)
                .of(words).stream()
                        .limit(MOST)
                        .forEach(one -> surroundings().console().output().println(one.line()));
        return ExitCode.DONE;
    }

    /** A key press must not fail, nor start or create anything. */
    private List<String> stored(String kind) {
        try {
            return kind.equals("backup") ? backups() : projects();
        } catch (DatabaseException _) {
            return List.of();
        }
    }

    private List<String> backups() {
        int option = words.indexOf("--database");
        Path folder =
                option >= 0 && option + 1 < words.size()
                        ? resolved(Path.of(words.get(option + 1))).getParent()
                        : surroundings().workingFolder();
        if (folder == null) {
            return List.of();
        }
        StoragePaths storage = StoragePaths.below(folder.resolve(StoragePaths.PROJECT_FOLDER));
        return BackupManager.in(storage.backups()).list().stream().map(BackupManifest::id).toList();
    }

    private List<String> projects() {
        DatabaseConfiguration configuration = configurations().ofIndex().database();
        try (CodeDatabase database = ProgramDatabases.reading(configuration)) {
            return new ProjectStore(database.driver()).all().stream().map(Project::name).toList();
        }
    }
}
