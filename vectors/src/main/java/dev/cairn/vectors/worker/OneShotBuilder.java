package dev.cairn.vectors.worker;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.index.meaning.MeaningCoverage;
import dev.cairn.server.configuration.CairnConfiguration.VectorizationSettings;
import dev.cairn.server.meaning.VectorBuilder;
import dev.cairn.vectors.model.EmbeddingModel;
import dev.cairn.vectors.model.EmbeddingModels;
import dev.cairn.vectors.model.ModelException;

/** Does in this process what the vectorization worker does, until nothing is left. */
public final class OneShotBuilder implements VectorBuilder {

    private static final String PHASE = "embed";

    /** Made by the service loader. */
    public OneShotBuilder() {}

    @Override
    public MeaningCoverage build(
            CodeDatabase database, VectorizationSettings settings, ProgressListener progress)
            throws InterruptedException {
        try (EmbeddingModel model = EmbeddingModels.open(settings.model());
                Vectorization work =
                        Vectorization.open(database.driver(), model, settings, new Pause())) {
            do {
                MeaningCoverage now = work.filled();
                progress.progress(PHASE, now.embedded(), now.definitions());
            } while (work.embedSome());
            return work.filled();
        } catch (ModelException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION, String.valueOf(e.getMessage()), e);
        }
    }
}
