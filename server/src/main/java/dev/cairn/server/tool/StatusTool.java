package dev.cairn.server.tool;

import dev.cairn.database.CodeDatabase;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.answer.AnswerFreshness;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.freshness.TreeComparison;
import dev.cairn.index.project.IndexJob;
import dev.cairn.index.project.Project;
import dev.cairn.index.project.ProjectStore;
import dev.cairn.index.project.RunningJob;
import dev.cairn.server.meaning.VectorStatus;
import dev.cairn.server.process.ServerRecord;
import java.time.Instant;
import java.util.List;

/** Reports how fresh and how complete the index is. */
final class StatusTool implements Tool {

    private static final int MOST_PATHS = 20;

    private final IndexPool index;

    StatusTool(IndexPool index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String description() {
        return "Says how fresh and complete the index is: files that changed on disk, running"
                + " jobs, and for given paths why they are or are not in the index.";
    }

    @Override
    public ToolArguments.Declaration arguments() {
        return new ToolArguments.Declaration().texts("paths", "below the project");
    }

    @Override
    public ToolAnswer call(ToolArguments arguments, ToolCall call) {
        List<String> paths = arguments.texts("paths");
        if (paths.size() > MOST_PATHS) {
            throw new ToolException("at most %d paths at once".formatted(MOST_PATHS));
        }
        return ProjectTools.answer(
                index, call, (database, freshness) -> text(database, freshness, paths));
    }

    private String text(CodeDatabase database, AnswerFreshness freshness, List<String> paths) {
        StringBuilder text = new StringBuilder();
        for (Project project : new ProjectStore(database.driver()).all()) {
            text.append(line(database, project)).append('\n');
        }
        for (RunningJob job : IndexJob.running(database.configuration().storage().run())) {
            text.append("running: ").append(job.text()).append('\n');
        }
        VectorStatus.read(
                        database.driver(),
                        ServerRecord.ofRunning(database.configuration().storage().run()))
                .lines()
                .forEach(line -> text.append("vectors: ").append(line).append('\n'));
        for (String path : paths) {
            text.append(path).append(": ").append(state(database, freshness, path)).append('\n');
        }
        return text.append(freshness.state(database.driver()).text(Instant.now()))
                .append('\n')
                .toString();
    }

    private static String line(CodeDatabase database, Project project) {
        String changed =
                TreeComparison.of(database, project.id(), IndexOptions.standard().maxFileBytes())
                        .map(tree ->
                                "%d new, %d changed, %d gone on disk"
                                        .formatted(tree.added(), tree.changed(), tree.gone()))
                        .orElse("its folder is not there");
        return "project %s '%s': %s, %s"
                .formatted(
                        project.name(),
                        project.root(),
                        Plural.of(project.files(), "file"),
                        changed);
    }

    private String state(CodeDatabase database, AnswerFreshness freshness, String path) {
        boolean indexed =
                database.driver()
                        .queryValue(
                                "SELECT 1 FROM files WHERE path = ? AND deleted = 0 LIMIT 1", path)
                        .isPresent();
        return indexed
                ? "indexed"
                : freshness
                        .reasonMissing(index.root().toString(), path)
                        .orElse("not in the index; it may be new or not exist");
    }
}
