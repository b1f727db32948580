package dev.cairn.server.command.project;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.FileErrors;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.project.Project;
import dev.cairn.index.scip.InvalidScipException;
import dev.cairn.index.scip.ScipImport;
import dev.cairn.index.scip.ScipSummary;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Imports a SCIP index. */
@Command(
        name = "scip",
        header = "Read exact references from a SCIP index.",
        description =
                "A SCIP index is made by scip-java, scip-typescript, scip-python and others. Its"
                        + " references are exact, and replace guesses in the files that it covers."
                        + " Files that changed after it was made are left out; what was read of a file"
                        + " is dropped when the file changes. Another import replaces all.",
        footer = {
            "",
            "Examples:",
            "  cairn import scip index.scip",
            "  cairn import scip build/index.scip --project app --json"
        })
public final class ImportScipCommand extends IndexedCommand {

    @Mixin private final ProjectOption project = new ProjectOption();

    @Parameters(index = "0", paramLabel = "FILE", description = "The SCIP index.")
    private Path file = Path.of("");

    public ImportScipCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(CodeDatabase database, Output output) {
        Project found = projects(database).chosen(project.name());
        Path resolved = surroundings().workingFolder().resolve(file).normalize();
        ScipSummary summary = read(database, found, resolved);
        if (output.isJson()) {
            output.document(summary);
        } else {
            output.line(
                    "%d of %d files of '%s' have exact references now: %s"
                            .formatted(
                                    summary.imported(),
                                    summary.documents(),
                                    found.name(),
                                    Plural.of(summary.occurrences(), "place")));
            if (summary.changed() + summary.unknown() > 0 || !summary.complete()) {
                output.line(
                        "left out: %d changed since, %d not in the index%s"
                                .formatted(
                                        summary.changed(),
                                        summary.unknown(),
                                        summary.complete() ? "" : ", and files over a bound"));
            }
        }
        return ExitCode.DONE;
    }

    private static ScipSummary read(CodeDatabase database, Project project, Path file) {
        try {
            return ScipImport.read(database.driver(), project.id(), project.root(), file);
        } catch (InvalidScipException e) {
            throw CommandException.usage("cannot import '%s': %s".formatted(file, e.getMessage()));
        } catch (IOException e) {
            throw CommandException.usage(
                    "cannot read '%s': %s".formatted(file, FileErrors.reason(e)));
        }
    }
}
