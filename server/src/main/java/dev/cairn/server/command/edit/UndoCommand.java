package dev.cairn.server.command.edit;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.edit.EditException;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.tool.Editing;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Undoes one edit. */
@Command(
        name = "undo",
        header = "Undo an edit that 'cairn edit' or an agent made.",
        description =
                "Brings back the file and its rows, and reverts the commit if there was one. Refused (3)"
                        + " if the file has changed since.",
        footer = {"", "Examples:", "  cairn undo 4c3f7f0e-3a39-4c5a-9f5e-0d6a3b1f2c55"})
public final class UndoCommand extends ConfiguredCommand {

    private static final int LATEST = 3;

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description =
                    "The id that the edit printed. Without it, the ids of the latest edits are"
                            + " shown, and nothing is undone.")
    private @Nullable String id;

    public UndoCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected ExitCode run(Output output, Interruption interruption) {
        DatabaseConfiguration configuration = indexedDatabase();
        try (CodeDatabase database = ProgramDatabases.open(configuration)) {
            Path root =
                    EditCommand.projectRoot(
                            configuration, database, surroundings().workingFolder());
            String edit = id;
            if (edit == null) {
                throw unnamed(Editing.with(database, root, editor -> editor.latest(LATEST)));
            }
            EditCommand.print(Editing.with(database, root, editor -> editor.undo(edit)), output);
        } catch (EditException e) {
            throw EditCommand.commandError(e);
        }
        return ExitCode.DONE;
    }

    private static CommandException unnamed(List<String> latest) {
        return CommandException.usage(
                latest.isEmpty()
                        ? "there is no edit to undo in this project"
                        : "name the edit by its id; the latest are " + String.join(", ", latest));
    }
}
