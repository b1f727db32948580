package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.project.Project;
import dev.cairn.index.store.Dataset;
import dev.cairn.index.store.DatasetStore;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the datasets of a project. */
@Command(
        name = "list",
        header = "List the datasets of a project.",
        description =
                "The first one is the whole project. A file is counted for the innermost dataset.",
        footer = {
            "",
            "Examples:",
            "  cairn dataset list",
            "  cairn dataset list --project app --json"
        })
public final class DatasetListCommand extends IndexedCommand {

    @Mixin private final ProjectOption project = new ProjectOption();

    public DatasetListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** The datasets, as a document. */
    private record Datasets(String project, List<Dataset> datasets) {}

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        Project found = projects(database).chosen(project.name());
        List<Dataset> datasets = new DatasetStore(database.driver()).all(found.id());
        if (output.isJson()) {
            output.document(new Datasets(found.name(), datasets));
            return ExitCode.DONE;
        }
        for (Dataset dataset : datasets) {
            output.line(
                    "%6d %-5s  %s  %s"
                            .formatted(
                                    dataset.files(),
                                    dataset.files() == 1 ? "file" : "files",
                                    dataset.name(),
                                    dataset.path().isEmpty()
                                            ? "(the whole project)"
                                            : "'" + dataset.path() + "'"));
        }
        return ExitCode.DONE;
    }
}
