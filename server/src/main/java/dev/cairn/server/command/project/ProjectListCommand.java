package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists the projects of an index. */
@Command(
        name = "list",
        header = "List the projects of the index.",
        footer = {"", "Examples:", "  cairn project list", "  cairn project list --json"})
public final class ProjectListCommand extends IndexedCommand {

    public ProjectListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** One project, as a document. */
    private record Entry(
            String id, String name, String root, boolean present, long files, String scannedAt) {}

    /** All projects, as a document. */
    private record Projects(List<Entry> projects) {}

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        List<Entry> projects =
                new ProjectStore(database.driver())
                        .all().stream().map(ProjectListCommand::entry).toList();
        if (output.isJson()) {
            output.document(new Projects(projects));
            return ExitCode.DONE;
        }
        if (projects.isEmpty()) {
            output.line("the index has no project");
        }
        for (Entry project : projects) {
            output.line(
                    "%s  %s  %s in '%s'%s%s"
                            .formatted(
                                    project.id,
                                    project.name,
                                    Plural.of(project.files, "file"),
                                    project.root,
                                    project.present ? "" : " (no such folder)",
                                    project.scannedAt.isEmpty() ? " (not indexed yet)" : ""));
        }
        return ExitCode.DONE;
    }

    private static Entry entry(Project project) {
        return new Entry(
                project.id(),
                project.name(),
                project.root().toString(),
                Files.isDirectory(project.root()),
                project.files(),
                project.scannedAt().map(Object::toString).orElse(""));
    }
}
