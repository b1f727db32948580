package dev.cairn.server.command.edit;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.index.edit.EditException;
import dev.cairn.server.command.ConfiguredCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Output;
import dev.cairn.server.tool.Editing;
import java.nio.file.Path;
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

    @Parameters(paramLabel = "ID", description = "The id that the edit printed.")
    private String id = "";

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
            EditCommand.print(Editing.with(database, root, editor -> editor.undo(id)), output);
        } catch (EditException e) {
            throw EditCommand.commandError(e);
        }
        return ExitCode.DONE;
    }
}
