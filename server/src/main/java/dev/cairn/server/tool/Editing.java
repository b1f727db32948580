package dev.cairn.server.tool;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.StoragePaths;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.edit.EditException;
import dev.cairn.index.edit.EditRecovery;
import dev.cairn.index.edit.EditResult;
import dev.cairn.index.edit.FileEditor;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.reader.ReadingOptions;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
    public static <R> R with(CodeDatabase database, Path root, Function<FileEditor, R> work) {
        return with(database, root, new Cancellation(), work);
    }

    /** Does an edit that the caller may cancel while it waits for others. */
    private static <R> R with(
            CodeDatabase database,
            Path root,
            Cancellation cancellation,
            Function<FileEditor, R> work) {
        StoragePaths storage = database.configuration().storage();
        try (DatabaseDriver driver = database.openDriver()) {
            cancellation.onCancel(driver::cancel);
            String project = new ProjectStore(driver).enter(root).projectId();
            var rows = Indexer.rows(driver, root, IndexOptions.standard(), storage.logs());
            new EditRecovery(driver, project, root, storage, rows).run();
            var parsing = ReadingOptions.ofOneFile(storage.logs());
            return work.apply(new FileEditor(driver, project, root, storage, rows, parsing));
        }
    }

    /**
     * Ends the edits that killed processes left open, in all projects whose folders are there.
     *
     * @return those that were ended
     */
    public static List<EditRecovery.Ended> recover(CodeDatabase database) {
        StoragePaths storage = database.configuration().storage();
        List<EditRecovery.Ended> ended = new ArrayList<>();
        try (DatabaseDriver driver = database.openDriver()) {
            for (Project project : new ProjectStore(driver).all()) {
                Path root = project.root();
                if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
                    var rows = Indexer.rows(driver, root, IndexOptions.standard(), storage.logs());
                    ended.addAll(new EditRecovery(driver, project.id(), root, storage, rows).run());
                }
            }
        }
        return ended;
    }

    /** Returns what an edit did, as text. */
    public static String text(EditResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "edit %s: '%s' is %s now (was %s)"
                        .formatted(
                                result.editId(),
                                AnswerText.path(result.path()),
                                result.hashAfter(),
                                result.hashBefore()));
        result.commitId().ifPresent(commit -> lines.add("commit " + commit));
        if (result.syntaxErrors() > 0) {
            lines.add(Plural.of(result.syntaxErrors(), "syntax error"));
        }
        List<String> gone = names(result.definitionsBefore());
        List<String> come = names(result.definitionsAfter());
        List<String> added = new ArrayList<>(come);
        added.removeAll(gone);
        gone.removeAll(come);
        lines.add(
                "%s%s%s"
                        .formatted(
                                Plural.of(result.definitionsAfter().size(), "definition"),
                                added.isEmpty() ? "" : "; added " + String.join(", ", added),
                                gone.isEmpty() ? "" : "; removed " + String.join(", ", gone)));
        lines.addAll(result.notes());
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
                    index,
                    call,
                    (database, _) -> text(with(database, index.root(), call.cancellation(), work)));
        } catch (EditException e) {
            throw new ToolException(String.valueOf(e.getMessage()), e);
        }
    }
}
