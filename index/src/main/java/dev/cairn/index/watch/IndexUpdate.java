package dev.cairn.index.watch;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.IndexSummary;
import dev.cairn.index.Indexer;
import dev.cairn.index.project.IndexJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Brings the index in a database up to date with changed trees. */
public final class IndexUpdate implements TreeUpdate {

    private static final Duration LONGEST_OTHER_JOB = Duration.ofHours(1);

    /** After so long, a scan that finds nothing is recorded, because answers give its time. */
    private static final Duration LONGEST_WITHOUT_RECORD = Duration.ofHours(1);

    private final CodeDatabase database;
    private final IndexOptions options;

    /**
     * Makes the update of an index.
     *
     * @param database a database that has the schema of the code index; it stays open
     */
    public IndexUpdate(CodeDatabase database, IndexOptions options) {
        this.database = database;
        this.options = options;
    }

    @Override
    public long update(Changes changes) {
        IndexSummary summary =
                changes.everything()
                        ? scan(changes.root())
                        : Indexer.update(
                                database,
                                changes.root(),
                                changes.paths(),
                                options,
                                ProgressListener.NONE);
        return summary.indexed() + summary.vanished();
    }

    /** A disk is left alone while nothing happens: a scan that finds nothing writes nothing. */
    @Override
    public long reconcile(Path root) {
        Instant recorded = Instant.now().minus(LONGEST_WITHOUT_RECORD);
        return Indexer.isUpToDate(database, root, options, recorded)
                ? 0
                : update(Changes.everything(root));
    }

    /** One process scans a project at a time, and others see how far it is. */
    private IndexSummary scan(Path root) {
        Path run = database.configuration().storage().run();
        try (IndexJob job = IndexJob.begin(run, root, LONGEST_OTHER_JOB, _ -> {})) {
            return Indexer.index(database, root, options, job);
        }
    }
}
