package dev.cairn.server.tool;

import dev.cairn.index.IndexOptions;
import dev.cairn.index.IndexSummary;
import dev.cairn.index.Indexer;
import dev.cairn.index.answer.AnswerText;
import dev.cairn.index.answer.Plural;
import dev.cairn.index.project.IndexJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings the index up to date. What takes longer than the caller wants to wait goes on, and {@code
 * status} shows how far it is.
 */
final class RefreshTool implements Tool {

    private static final int LONGEST_WAIT_SECONDS = 20;

    private final IndexPool index;

    RefreshTool(IndexPool index) {
        this.index = index;
    }

    @Override
    public String name() {
        return "refresh";
    }

    @Override
    public String description() {
        return "Brings the index up to date with the disk, for given paths or the whole project."
                + " Longer work goes on after the answer; status shows its progress.";
    }

    @Override
    public ToolArguments.Declaration arguments() {
        return new ToolArguments.Declaration()
                .texts("paths", "files or folders; default all")
                .number("wait_seconds", 0, LONGEST_WAIT_SECONDS, "default 20");
    }

    @Override
    public boolean writes() {
        return true;
    }

    @Override
    public ToolAnswer call(ToolArguments arguments, ToolCall call) {
        List<Path> paths = arguments.texts("paths").stream().map(path -> inside(path)).toList();
        int wait = arguments.number("wait_seconds", LONGEST_WAIT_SECONDS);
        CompletableFuture<IndexSummary> work = new CompletableFuture<>();
        // The work outlives the call, so it is not stopped with it.
        Thread.ofVirtual()
                .name("refresh")
                .start(() -> {
                    try {
                        work.complete(run(paths, call));
                    } catch (RuntimeException e) {
                        work.completeExceptionally(e);
                    }
                });
        return new ToolAnswer(await(work, wait) + state(call));
    }

    private Path inside(String path) {
        Path file = index.root().resolve(path).normalize();
        if (!file.startsWith(index.root())) {
            throw new ToolException(
                    "'%s' is outside the project".formatted(AnswerText.quoted(path.toString())));
        }
        return file;
    }

    private IndexSummary run(List<Path> paths, ToolCall call) {
        return index.with(
                new Cancellation(),
                database -> {
                    if (!paths.isEmpty()) {
                        return Indexer.update(
                                database,
                                index.root(),
                                paths,
                                IndexOptions.standard(),
                                call.progress());
                    }
                    try (IndexJob job =
                            IndexJob.begin(
                                    database.configuration().storage().run(),
                                    index.root(),
                                    Duration.ofMinutes(30),
                                    _ -> {})) {
                        return Indexer.index(
                                database,
                                index.root(),
                                IndexOptions.standard(),
                                (phase, done, total) -> {
                                    job.progress(phase, done, total);
                                    call.progress().progress(phase, done, total);
                                });
                    }
                });
    }

    private static String await(CompletableFuture<IndexSummary> work, int seconds) {
        try {
            IndexSummary done = work.get(seconds, TimeUnit.SECONDS);
            return "indexed %s, %d unchanged, %d gone%n"
                    .formatted(
                            Plural.of(done.indexed(), "file"), done.unchanged(), done.vanished());
        } catch (TimeoutException _) {
            return "still at work after %d s; it goes on%n".formatted(seconds);
        } catch (ExecutionException e) {
            throw new ToolException(
                    Optional.ofNullable(e.getCause())
                            .map(Throwable::getMessage)
                            .orElse("the refresh failed"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("the call was cancelled; the refresh goes on", e);
        }
    }

    private String state(ToolCall call) {
        return ProjectTools.answer(
                        index,
                        call,
                        (database, freshness) ->
                                freshness.state(database.driver()).text(Instant.now()) + "\n")
                .text();
    }
}
