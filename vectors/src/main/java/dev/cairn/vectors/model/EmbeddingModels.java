package dev.cairn.vectors.model;

import dev.cairn.server.configuration.CairnConfiguration.ModelSettings;

/** Opens the model that is configured. */
public final class EmbeddingModels {

    private EmbeddingModels() {}

    /**
     * Opens a model.
     *
     * @throws ModelException if it cannot be opened
     */
    public static EmbeddingModel open(ModelSettings settings) {
        if (settings.remote().isPresent()) {
            return RemoteModel.open(settings.remote().get(), System.getenv());
        }
        return OnnxModel.load(settings.folder().map(ModelFiles::in).orElseGet(ModelFiles::shipped));
    }
}
