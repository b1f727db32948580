package dev.cairn.index.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.StopWalkException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The commits that changed a file, the latest first.
 *
 * @param inRepository whether the file lies in a repository of git
 * @param changes the commits
 * @param complete whether there are not more
 */
public record FileHistory(boolean inRepository, List<Change> changes, boolean complete) {

    private static final int LONGEST_LINE = 300;
    private static final FileHistory NONE = new FileHistory(false, List.of(), true);

    public FileHistory {
        changes = List.copyOf(changes);
    }

    /** A line of a commit has any length. */
    private static String cut(String line) {
        return line.codePointCount(0, line.length()) <= LONGEST_LINE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_LINE)) + "…";
    }

    /**
     * A commit.
     *
     * @param commit its hash
     * @param at when it was committed
     * @param author its author, cut
     * @param subject the first line of its message, cut
     */
    public record Change(String commit, Instant at, String author, String subject) {

        public Change {
            author = cut(author);
            subject = cut(subject);
        }
    }

    /**
     * Reads the history of a file under its present name.
     *
     * @param root the project's folder; may be a folder inside of the repository
     * @param path the file below it
     * @param most how many commits are read at most
     * @param time how long it may take
     * @throws UncheckedIOException if the repository cannot be read
     */
    public static FileHistory of(Path root, String path, int most, Duration time) {
        try {
            return GitReading.of(
                            root,
                            GitReading.USUAL_TIME_LIMIT,
                            repository -> read(repository, root, path, most, time))
                    .orElse(NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read the history of '%s': %s".formatted(path, e.getMessage()), e);
        }
    }

    private static FileHistory read(
            Repository repository, Path root, String path, int most, Duration time)
            throws IOException {
        if (repository.isBare()) {
            return NONE;
        }
        String below =
                repository
                        .getWorkTree()
                        .toPath()
                        .toRealPath()
                        .relativize(root.toRealPath())
                        .toString();
        return read(repository, below.isEmpty() ? path : below + "/" + path, most, time);
    }

    private static FileHistory read(Repository repository, String path, int most, Duration time)
            throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD);
        if (head == null) {
            return new FileHistory(true, List.of(), true);
        }
        List<Change> changes = new ArrayList<>();
        TimeLimit limit = new TimeLimit(System.nanoTime() + time.toNanos());
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setTreeFilter(AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF));
            walk.setRevFilter(limit);
            // A message can have megabytes, and a walk passes thousands of them.
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(head));
            for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
                if (changes.size() == most) {
                    return new FileHistory(true, changes, false);
                }
                walk.parseBody(commit);
                changes.add(
                        new Change(
                                commit.getName(),
                                Instant.ofEpochSecond(commit.getCommitTime()),
                                commit.getAuthorIdent().getName(),
                                commit.getShortMessage()));
                commit.disposeBody();
            }
        }
        return new FileHistory(true, changes, !limit.reached);
    }

    /** Ends a walk whose time is over. */
    private static final class TimeLimit extends RevFilter {

        private final long endNanos;
        private boolean reached;

        TimeLimit(long endNanos) {
            this.endNanos = endNanos;
        }

        @Override
        public boolean include(RevWalk walker, RevCommit commit) {
            if (System.nanoTime() - endNanos > 0) {
                reached = true;
                throw StopWalkException.INSTANCE;
            }
            return true;
        }

        @Override
        public boolean requiresCommitBody() {
            return false;
        }

        @Override
        public RevFilter clone() {
            return this;
        }
    }
}
