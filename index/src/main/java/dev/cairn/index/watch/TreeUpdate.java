package dev.cairn.index.watch;

import java.nio.file.Path;

/** Brings the index of a tree up to date. */
@FunctionalInterface
public interface TreeUpdate {

    /**
     * Brings the index up to date with what may have changed.
     *
     * @return how many files had changed
     * @throws dev.cairn.database.DatabaseException if the database cannot be written
     * @throws java.io.UncheckedIOException if the tree is not there
     */
    long update(Changes changes);

    /**
     * Looks for changes that no event has reported, which are rare, and brings the index up to date
     * with them.
     *
     * @param root the folder of the tree
     * @return how many files had changed
     */
    default long reconcile(Path root) {
        return update(Changes.everything(root));
    }
}
