package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.project.Project;
import dev.cairn.index.store.Dataset;
import dev.cairn.index.store.DatasetStore;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a dataset of a folder. */
@Command(
        name = "add",
        header = "Name a folder of a project, to search it by itself.",
        footer = {
            "",
            "Examples:",
            "  cairn dataset add engine src/engine",
            "  cairn dataset add docs manual --project app --json"
        })
public final class DatasetAddCommand extends IndexedCommand {

    @Mixin private final ProjectOption project = new ProjectOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "The name.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "The folder.")
    private Path folder = Path.of("");

    public DatasetAddCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** The files behind a link are not indexed. */
    private static boolean isFolderBelow(Path root, Path named) {
        try {
            return named.startsWith(root)
                    && Files.isDirectory(named)
                    && named.toRealPath()
                            .equals(root.toRealPath().resolve(root.relativize(named)).normalize());
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        Project found = projects(database).chosen(project.name());
        Path named = surroundings().workingFolder().resolve(folder).normalize();
        if (!isFolderBelow(found.root(), named)) {
            throw CommandException.usage(
                    "cannot add the dataset '%s': '%s' is not a folder below '%s'; links are not followed"
                            .formatted(name, named, found.root()));
        }
        String path = found.root().relativize(named).toString().replace('\\', '/');
        Dataset added = new DatasetStore(database.driver()).add(found.id(), name, path);
        if (output.isJson()) {
            output.document(added);
        } else {
            output.done(
                    "'%s' is the dataset '%s': %s now"
                            .formatted(
                                    added.path(), added.name(), Plural.of(added.files(), "file")));
        }
        return ExitCode.DONE;
    }
}
