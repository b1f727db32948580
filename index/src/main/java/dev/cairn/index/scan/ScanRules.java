package dev.cairn.index.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of {@link SourceScanner} about which paths of a tree are left out, for callers that see
 * one path at a time. Ignore files are read once. Safe for threads.
 */
public final class ScanRules {

    private static final Logger LOG = LoggerFactory.getLogger(ScanRules.class);

    private final Path root;
    private final Map<Path, Folder> folders = new ConcurrentHashMap<>();
    private final @Nullable GitRepository repository;

    /** What holds in one folder. */
    private record Folder(boolean leftOut, @Nullable IgnoreRules rules) {}

    /**
     * Makes the rules of a tree.
     *
     * @param root a folder; absolute, without symbolic links
     */
    public ScanRules(Path root) {
        this.root = root;
        this.repository = repositoryAround(root);
    }

    private static @Nullable GitRepository repositoryAround(Path root) {
        return GitRepository.around(root, System.getenv()).orElse(null);
    }

    /** Returns whether a scan of the tree does not reach a path, whether it exists or not. */
    public boolean leavesOut(Path path, boolean isFolder) {
        if (path.equals(root)) {
            return false;
        }
        Path parent = path.getParent();
        if (parent == null || !path.startsWith(root) || SourceScanner.isNeverScanned(path)) {
            return true;
        }
        Folder around = folder(parent);
        boolean excluded =
                around.leftOut || IgnoreRules.excluding(around.rules, path, isFolder) != null;
        return excluded && !isTracked(path, isFolder);
    }

    /** Returns whether git tracks a file, or something below a folder, although a rule fits. */
    private boolean isTracked(Path path, boolean isFolder) {
        GitRepository present = repository;
        if (present == null) {
            return false;
        }
        try {
            String name = RelativePath.of(present.top(), path);
            GitIndex index = present.index();
            return isFolder ? index.tracksBelow(name) : index.tracks(name);
        } catch (IOException e) {
            LOG.debug("the index of '{}' cannot be read: {}", present.top(), e.toString());
            return false;
        }
    }

    private Folder folder(Path folder) {
        Folder known = folders.get(folder);
        if (known == null) {
            known = read(folder);
            folders.put(folder, known);
        }
        return known;
    }

    private Folder read(Path folder) {
        if (leavesOut(folder, true)) {
            return new Folder(true, null);
        }
        IgnoreRules outer = null;
        try {
            outer = outer(folder);
            Path file = folder.resolve(IgnoreRules.FILE_NAME);
            return new Folder(false, IgnoreRules.enter(outer, folder, file.toString()));
        } catch (IOException e) {
            LOG.debug("the ignore file of '{}' cannot be read: {}", folder, e.toString());
            return new Folder(false, outer);
        }
    }

    /** Returns the rules that hold for a folder itself. */
    private @Nullable IgnoreRules outer(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (!folder.equals(root) && parent != null) {
            return folder(parent).rules;
        }
        GitRepository present = repository;
        return present == null ? null : SourceScanner.rulesAround(present, root);
    }

    /** Returns whether a path names a file with such rules. */
    public static boolean isIgnoreFile(Path path) {
        return path.endsWith(IgnoreRules.FILE_NAME);
    }
}
