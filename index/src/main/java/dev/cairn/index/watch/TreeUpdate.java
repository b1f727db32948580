package dev.cairn.index.watch;

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
}
