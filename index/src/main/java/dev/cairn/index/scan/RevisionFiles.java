package dev.cairn.index.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/**
 * The files that differ between a revision of git and the working tree. Both are compared by the
 * hashes of their bytes: git's own comparison would run the filters that the repository's
 * configuration names, and a checkout is not trusted.
 */
public final class RevisionFiles {

    private static final int DEEPEST_FOLDER = 1_000;
    private static final long MOST_TREE_BYTES = 64L << 20;
    private static final long MAX_BYTES = 8L * 1024 * 1024;

    private RevisionFiles() {}

    /**
     * A file that differs.
     *
     * @param path its path below the project's folder
     * @param before its bytes in the revision; empty if it was not there
     * @param after its bytes on disk; empty if it is not there
     */
    public record ChangedFile(String path, Optional<byte[]> before, Optional<byte[]> after) {}

    /**
     * Returns the files that differ, by their paths.
     *
     * @param root the project's folder; may be a folder inside of the repository
     * @param revision what git calls a revision, such as {@code HEAD~3}
     * @param present the paths of the project's files now
     * @throws UncheckedIOException if there is no repository, or the revision is not in it
     */
    public static List<ChangedFile> since(Path root, String revision, Collection<String> present) {
        return since(root, revision, present, GitReading.USUAL_TIME_LIMIT);
    }

    static List<ChangedFile> since(
            Path root, String revision, Collection<String> present, Duration limit) {
        try {
            return GitReading.of(
                            root, limit, repository -> changed(repository, root, revision, present))
                    .orElseThrow(
                            () -> failure(root, revision, "the folder is in no repository of git"));
        } catch (IOException | RevisionSyntaxException e) {
            throw failure(root, revision, String.valueOf(e.getMessage()));
        }
    }

    private static UncheckedIOException failure(Path root, String revision, String reason) {
        String message =
                "cannot compare '%s' with revision '%s': %s".formatted(root, revision, reason);
        return new UncheckedIOException(message, new IOException(reason));
    }

    private static List<ChangedFile> changed(
            Repository repository, Path root, String revision, Collection<String> present)
            throws IOException {
        ObjectId commit = repository.resolve(revision + "^{commit}");
        if (commit == null) {
            throw new IOException("there is no such commit");
        }
        Path tree = repository.getWorkTree().toPath().toRealPath();
        String prefix = tree.relativize(root.toRealPath()).toString().replace('\\', '/');
        TreeSet<String> missing = new TreeSet<>(present);
        List<ChangedFile> changed = new ArrayList<>();
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository);
                ObjectInserter.Formatter hashes = new ObjectInserter.Formatter()) {
            ObjectId top = commits.parseCommit(commit).getTree();
            requireSmallTree(walk, top);
            walk.addTree(top);
            if (!prefix.isEmpty()) {
                walk.setFilter(PathFilter.create(prefix));
            }
            while (walk.next()) {
                if (walk.isSubtree()) {
                    enter(walk);
                } else if (FileMode.REGULAR_FILE.equals(walk.getRawMode(0))
                        || FileMode.EXECUTABLE_FILE.equals(walk.getRawMode(0))) {
                    String path =
                            prefix.isEmpty()
                                    ? walk.getPathString()
                                    : walk.getPathString().substring(prefix.length() + 1);
                    missing.remove(path);
                    compare(repository, walk.getObjectId(0), root, path, hashes)
                            .ifPresent(changed::add);
                }
            }
        }
        for (String path : missing) {
            read(root, path)
                    .ifPresent(bytes ->
                            changed.add(
                                    new ChangedFile(path, Optional.empty(), Optional.of(bytes))));
        }
        return changed;
    }

    /** A tree may contain itself. */
    private static void enter(TreeWalk walk) throws IOException {
        if (walk.getDepth() == DEEPEST_FOLDER || Thread.currentThread().isInterrupted()) {
            throw new IOException(
                    "its folders are deeper than %d, or reading was stopped"
                            .formatted(DEEPEST_FOLDER));
        }
        requireSmallTree(walk, walk.getObjectId(0));
        walk.enterSubtree();
    }

    /** A folder is read whole, and a few kilobytes of an archive can unpack to gigabytes. */
    private static void requireSmallTree(TreeWalk walk, ObjectId tree) throws IOException {
        long bytes = walk.getObjectReader().getObjectSize(tree, Constants.OBJ_TREE);
        if (bytes > MOST_TREE_BYTES) {
            throw new IOException(
                    "its folder %s has %,d bytes, and %,d are the most"
                            .formatted(tree.name(), bytes, MOST_TREE_BYTES));
        }
    }

    private static Optional<ChangedFile> compare(
            Repository repository,
            ObjectId blob,
            Path root,
            String path,
            ObjectInserter.Formatter hashes)
            throws IOException {
        Optional<byte[]> now = read(root, path);
        boolean same = now.isPresent() && hashes.idFor(Constants.OBJ_BLOB, now.get()).equals(blob);
        if (same || repository.open(blob).getSize() > MAX_BYTES) {
            return Optional.empty();
        }
        byte[] before = repository.open(blob).getBytes((int) MAX_BYTES);
        return Optional.of(new ChangedFile(path, Optional.of(before), now));
    }

    private static Optional<byte[]> read(Path root, String path) throws IOException {
        Path file = root.resolve(path).normalize();
        boolean regular =
                file.startsWith(root)
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.size(file) <= MAX_BYTES;
        return regular ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }
}
