package dev.cairn.vectors.worker;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.vectors.model.EmbeddingModel;
import dev.cairn.vectors.nearest.DefinitionVectors;
import dev.cairn.vectors.store.VectorStore;

/**
 * A model and its vectors, in the database and in memory.
 *
 * @param model the model
 * @param store the vectors in the database
 * @param vectors the vectors in memory
 */
record ModelVectors(EmbeddingModel model, VectorStore store, DefinitionVectors vectors) {

    /** Reads what is stored of a model. */
    static ModelVectors load(DatabaseDriver driver, EmbeddingModel model) {
        VectorStore store = VectorStore.of(driver, model.name(), model.dimensions());
        DefinitionVectors vectors = new DefinitionVectors(model.dimensions());
        store.load(vectors);
        vectors.replace(VectorStore.definitions(driver));
        return new ModelVectors(model, store, vectors);
    }
}
