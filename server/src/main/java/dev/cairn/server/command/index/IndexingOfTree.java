package dev.cairn.server.command.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseConfiguration;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncResult;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.IndexSummary;
import dev.cairn.index.Indexer;
import dev.cairn.index.project.IndexJob;
import dev.cairn.index.project.ProjectRoot;
import dev.cairn.index.project.RunningJob;
import dev.cairn.server.command.Interruption;
import dev.cairn.server.command.ProgramDatabases;
import dev.cairn.server.command.ProgramLog;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import dev.cairn.server.process.UnfinishedIndexing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The indexing of one source tree, as a command does it: one process at a time does it for a tree,
 * others wait for that one and then look what is left; Ctrl-C leaves whole batches and says so.
 */
public final class IndexingOfTree {

    private static final int NOTES_EVERY = 10;

    private final DatabaseConfiguration configuration;
    private final Path root;
    private final IndexOptions options;
    private final Duration waitLimit;
    private int waited;
    private long done;
    private long total;
    private @Nullable UnfinishedIndexing unfinished;

    public IndexingOfTree(
            DatabaseConfiguration configuration,
            Path root,
            IndexOptions options,
            Duration waitLimit) {
        this.configuration = configuration;
        this.root = ProjectRoot.of(root).folder();
        this.options = options;
        this.waitLimit = waitLimit;
    }

    /** Brings the schema and the index up to date. */
    public IndexSummary run(Output output, Interruption interruption) {
        configuration.storage().create();
        ProgramLog.writeTo(configuration.storage().logs());
        Thread worker = Thread.currentThread();
        interruption.cancelBy(worker::interrupt);
        try (IndexJob job =
                        IndexJob.begin(
                                configuration.storage().run(),
                                root,
                                waitLimit,
                                other -> waiting(other, output));
                CodeDatabase database = ProgramDatabases.openForIndexing(configuration)) {
            if (waited > 0) {
                output.note("the other process is done; looking for what is left");
            }
            UnfinishedIndexing mark = UnfinishedIndexing.begin(configuration.storage().run(), root);
            unfinished = mark;
            report(CodeIndexSchema.ensure(database), output);
            IndexSummary summary = index(database, job, output);
            mark.done();
            return summary;
        } catch (RuntimeException e) {
            // An interrupted thread may also find its connection closed.
            if (interruption.happened()) {
                if (unfinished != null) {
                    unfinished.stopped(done, total);
                }
                output.note(stopped());
            }
            throw e;
        }
    }

    private IndexSummary index(CodeDatabase database, IndexJob job, Output output) {
        try (ProgressDisplay display = output.progress("files")) {
            ProgressListener listener =
                    (phase, some, all) -> {
                        done = some;
                        total = all;
                        job.progress(phase, some, all);
                        display.progress(phase, some, all);
                    };
            return Indexer.index(database, root, options, listener);
        }
    }

    private void waiting(Optional<RunningJob> other, Output output) {
        if (waited++ % NOTES_EVERY == 0) {
            output.note(
                    "waiting: %s in '%s'"
                            .formatted(
                                    other.map(RunningJob::text)
                                            .orElse("another process is indexing"),
                                    root));
        }
    }

    private String stopped() {
        String how = "; run 'cairn index %s' again to go on".formatted(root);
        return total > 0
                ? "stopped: %d of %d files are done and stay in the index%s"
                        .formatted(done, total, how)
                : "stopped before a file was indexed" + how;
    }

    private static void report(SyncResult sync, Output output) {
        if (!sync.fromVersion().isEmpty()) {
            sync.warnings().forEach(output::warning);
        }
        if (sync.outcome() == SyncResult.Outcome.CHANGED) {
            output.note(
                    "brought the schema up%s to version %s in %d steps (%d ms)"
                            .formatted(
                                    sync.fromVersion().isEmpty()
                                            ? ""
                                            : " from " + sync.fromVersion(),
                                    sync.toVersion(),
                                    sync.steps().size(),
                                    sync.durationMillis()));
        }
    }
}
