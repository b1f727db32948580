package dev.cairn.server.tool;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.StoragePaths;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.edit.EditException;
import dev.cairn.index.edit.EditRecovery;
import dev.cairn.index.edit.EditResult;
import dev.cairn.index.edit.FileEditor;
import dev.cairn.index.project.ProjectStore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Edits in one project, as the tools and the commands do them. */
public final class Editing {

    private Editing() {}

    /**
     * Does an edit with an editor of its own. Edits that an earlier process left open are ended
     * first.
     *
     * @param root the project's folder, without symbolic links
     * @throws EditException if it is not done; nothing has changed then
     */
    public static EditResult with(
            CodeDatabase database, Path root, Function<FileEditor, EditResult> work) {
        StoragePaths storage = database.configuration().storage();
        try (DatabaseDriver driver = database.openDriver()) {
            String project = new ProjectStore(driver).enter(root).projectId();
            var rows = Indexer.rows(driver, root, IndexOptions.standard(), storage.logs());
            new EditRecovery(driver, project, root, storage, rows).run();
            return work.apply(new FileEditor(driver, project, root, storage, rows));
        }
    }

    /** Returns what an edit did, as text. */
    public static String text(EditResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "edit %s: '%s' is %s now (was %s)"
                        .formatted(
                                result.editId(),
                                result.path(),
                                result.hashAfter(),
                                result.hashBefore()));
        result.commitId().ifPresent(commit -> lines.add("commit " + commit));
        if (result.syntaxErrors() > 0) {
            lines.add(result.syntaxErrors() + " syntax errors");
        }
        List<String> gone = names(result.definitionsBefore());
        List<String> come = names(result.definitionsAfter());
        List<String> added = new ArrayList<>(come);
        added.removeAll(gone);
        gone.removeAll(come);
        lines.add(
                "%d definitions%s%s"
                        .formatted(
                                result.definitionsAfter().size(),
                                added.isEmpty() ? "" : "; added " + String.join(", ", added),
                                gone.isEmpty() ? "" : "; removed " + String.join(", ", gone)));
        return String.join("\n", lines) + "\n";
    }

    /** Takes the lines off, which move with every edit. */
    private static List<String> names(List<String> definitions) {
        return new ArrayList<>(
                definitions.stream().map(text -> text.substring(text.indexOf(' ') + 1)).toList());
    }

    static ToolAnswer answer(
            IndexPool index, ToolCall call, Function<FileEditor, EditResult> work) {
        try {
            return ProjectTools.answer(
                    index, call, (database, _) -> text(with(database, index.root(), work)));
        } catch (EditException e) {
            throw new ToolException(String.valueOf(e.getMessage()), e);
        }
    }
}
