package dev.cairn.server.configuration;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.nio.file.Path;
import java.util.Optional;

/** The paths that a configuration may name, which depend on its origin. */
final class PathRule {

    private final Optional<Tree> tree;

    private PathRule(Optional<Tree> tree) {
        this.tree = tree;
    }

    /** A configuration that lies in a source tree. */
    private record Tree(Path file, Path folder) {}

    /** Returns the rule for a configuration that the user named: every place. */
    static PathRule anywhere() {
        return new PathRule(Optional.empty());
    }

    /** Returns the rule for a configuration that was found in a source tree: its own folder. */
    static PathRule foundInTree(Path file, Path folder) {
        return new PathRule(Optional.of(new Tree(file, folder)));
    }

    /** Refuses what is not below the folder of the configuration. */
    void requireOwn(String key, Path path) {
        tree.filter(found -> !isBelow(path, found.folder()))
                .ifPresent(found -> {
                    throw refused(
                            found,
                            "%s is '%s', which is not below '%s'"
                                    .formatted(key, path, found.folder()));
                });
    }

    /** Refuses what is not the project of the configuration or below it. */
    void requireInProject(String key, Path path) {
        tree.filter(found -> !path.startsWith(project(found)))
                .ifPresent(found -> {
                    throw refused(
                            found,
                            "%s names '%s', which is not in the project '%s'"
                                    .formatted(key, path, project(found)));
                });
    }

    /** Refuses a key that gives a right. */
    void forbid(String key) {
        tree.ifPresent(found -> {
            throw refused(found, key + " gives a right that only you can give");
        });
    }

    /** Refuses a key for a reason. */
    void forbid(String key, String reason) {
        tree.ifPresent(found -> {
            throw refused(found, key + " " + reason);
        });
    }

    private static boolean isBelow(Path path, Path folder) {
        return path.startsWith(folder) && !path.equals(folder);
    }

    private static Path project(Tree found) {
        return Optional.ofNullable(found.folder().getParent()).orElse(found.folder());
    }

    private static DatabaseException refused(Tree found, String reason) {
        return new DatabaseException(
                DatabaseErrorCode.FORBIDDEN,
                "cannot use configuration '%s', which was found in a source tree: %s; if you trust it, name it with --config or CAIRN_CONFIG"
                        .formatted(found.file(), reason));
    }
}
