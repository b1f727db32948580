package dev.cairn.vectors.model;

/** Turns texts into vectors; texts of similar meaning have vectors of similar directions. */
public interface EmbeddingModel extends AutoCloseable {

    /**
     * Returns a name that no other model has: vectors of models with different names cannot be
     * compared. It contains a hash of the model's files.
     */
    String name();

    /** Returns how many numbers a vector has. */
    int dimensions();

    /**
     * Returns the vector of a text that is searched for. The text is cut at the longest input of
     * the model. May be called by several threads at once.
     *
     * @throws ModelException if the model fails
     */
    Embedding passage(String text);

    /**
     * Returns the vector of a question, which some models read in another way than a passage.
     *
     * @throws ModelException if the model fails
     */
    Embedding question(String text);

    @Override
    void close();
}
