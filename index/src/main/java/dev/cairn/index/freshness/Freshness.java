package dev.cairn.index.freshness;

import java.util.List;

/**
 * How fresh the files of an answer are.
 *
 * @param updated files that had changed, or were gone, and were brought up to date: the search has
 *     to be done again
 * @param waiting files that changed on disk and are not up to date in the index
 */
public record Freshness(List<IndexedFile> updated, List<IndexedFile> waiting) {

    public Freshness {
        updated = List.copyOf(updated);
        waiting = List.copyOf(waiting);
    }

    /** Returns whether an answer from before has to be made again. */
    public boolean hasUpdates() {
        return !updated.isEmpty();
    }
}
