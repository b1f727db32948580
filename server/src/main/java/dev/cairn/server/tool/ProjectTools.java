package dev.cairn.server.tool;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.CheckedFreshness;
import dev.cairn.index.freshness.RefreshLimit;
import dev.cairn.server.output.DamagedIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tools of one project. */
public final class ProjectTools {

    /** What a caller should know before it chooses a tool. */
    public static final String INSTRUCTIONS =
            """
            Cairn answers questions about this source tree from an index. Prefer it to grep and \
            reading whole files: one call returns definitions with callers and callees.
            - explore: start here for "how does X work"; returns source of the relevant definitions.
            - search: words, names (Client.close), "phrases", /regex/, kind: lang: path: filters.
            - symbol: one definition with its body, callers and callees. outline: a file or folder.
            - references: who uses a name, or what it uses, each with a certainty.
            - changes: definitions that differ from a git revision.
            Every answer ends with a line that says how fresh and how complete the index is. \
            Call refresh when it says that files wait.
            """;

    private ProjectTools() {}

    /** Returns the tools that read. */
    public static List<Tool> reading(IndexPool index) {
        return List.of(
                new SearchTool(index),
                new ExploreTool(index),
                new SymbolTool(index),
                new OutlineTool(index),
                new ReferencesTool(index),
                new ChangesTool(index),
                new StatusTool(index));
    }

    /** Returns all tools, those that write last. */
    public static List<Tool> all(IndexPool index) {
        List<Tool> all = new ArrayList<>(reading(index));
        all.add(new RefreshTool(index));
        all.add(new ReplaceFileTool(index));
        all.add(new UndoTool(index));
        return List.copyOf(all);
    }

    /** Indexes a project that was never indexed, in the background. */
    public static void indexInBackground(IndexPool index) {
        RefreshTool refresh = new RefreshTool(index);
        refresh.call(
                ToolArguments.of(refresh.arguments(), Map.of("wait_seconds", 0)),
                new ToolCall(ProgressListener.NONE, new Cancellation()));
    }

    /** A question to the index. */
    @FunctionalInterface
    interface Question {
        String ask(CodeDatabase database, AnswerFreshness freshness);
    }

    /** Answers a question, with what is wrong in it as an answer for the caller. */
    static ToolAnswer answer(IndexPool index, ToolCall call, Question question) {
        try {
            return new ToolAnswer(
                    index.with(
                            call.cancellation(),
                            database ->
                                    question.ask(
                                            database,
                                            new CheckedFreshness(
                                                    database, RefreshLimit.STANDARD))));
        } catch (DatabaseException e) {
            throw new ToolException(DamagedIndex.message(e), e);
        } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
            throw new ToolException(String.valueOf(e.getMessage()), e);
        }
    }
}
