package dev.cairn.index.watch;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.IndexSummary;
import dev.cairn.index.Indexer;

/** Brings the index in a database up to date with changed trees. */
public final class IndexUpdate implements TreeUpdate {

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

    /** Only the dates of unchanged files are looked at, so a scan of the tree is cheap. */
    @Override
    public long update(Changes changes) {
        IndexSummary summary =
                Indexer.index(database, changes.root(), options, ProgressListener.NONE);
        return summary.indexed() + summary.vanished();
    }
}
