package dev.cairn.worker.queue;

import java.util.Collection;

/**
 * How urgent the writes of a client are. Writes of a heavier class go before those of a lighter one
 * that wait; within a class the first to come is the first to go.
 */
public enum WriteWeight {
    /** A person or an agent waits for it. */
    INTERACTIVE(""),
    /** The index follows the files. */
    INDEXER("indexing"),
    /** Vectors follow the index. */
    VECTORS("vectorizing");

    private final String word;

    WriteWeight(String word) {
        this.word = word;
    }

    /** Returns the word by which a client names it in its greeting; empty for none. */
    public String word() {
        return word;
    }

    /** Returns the weight that the words of a greeting name. */
    public static WriteWeight of(Collection<String> words) {
        for (WriteWeight weight : values()) {
            if (words.contains(weight.word) && !weight.word.isEmpty()) {
                return weight;
            }
        }
        return INTERACTIVE;
    }
}
