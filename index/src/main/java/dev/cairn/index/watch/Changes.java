package dev.cairn.index.watch;

import java.nio.file.Path;
import java.util.Set;

/**
 * What may have changed in one tree.
 *
 * @param root the tree's folder; absolute, without symbolic links
 * @param paths files and folders below the root; a folder stands for all that is in it
 * @param everything whether any path of the tree may have changed, so that it must be scanned
 */
public record Changes(Path root, Set<Path> paths, boolean everything) {

    public Changes {
        paths = Set.copyOf(paths);
    }

    /** Returns the changes of a tree that must be scanned. */
    public static Changes everything(Path root) {
        return new Changes(root, Set.of(), true);
    }
}
