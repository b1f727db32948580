package dev.cairn.server.meaning;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.meaning.MeaningCoverage;
import dev.cairn.server.configuration.CairnConfiguration.VectorizationSettings;

/** Gives all definitions of an index their vectors at once; brought by an optional module. */
public interface VectorBuilder {

    /**
     * Embeds what has no vector yet. What was done before an interruption stays.
     *
     * @param database a database that has the schema of the code index
     * @param progress told how many definitions have a vector
     * @return how many definitions have one afterwards
     * @throws InterruptedException if the thread is interrupted
     * @throws dev.cairn.database.DatabaseException if the model cannot be used
     */
    MeaningCoverage build(
            CodeDatabase database, VectorizationSettings settings, ProgressListener progress)
            throws InterruptedException;
}
