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
 * one path at a time. Ignore files are read once, until {@link #readAgain}. Safe for threads.
 */
public final class ScanRules {

    private static final Logger LOG = LoggerFactory.getLogger(ScanRules.class);
    private static final String IGNORE_FILE = ".gitignore";

    private final Path root;
    private final Map<Path, Folder> folders = new ConcurrentHashMap<>();

    /** What holds in one folder. */
    private record Folder(boolean leftOut, @Nullable IgnoreRules rules) {}

    /**
     * Makes the rules of a tree.
     *
     * @param root a folder; absolute, without symbolic links
     */
    public ScanRules(Path root) {
        this.root = root;
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
        return around.leftOut || IgnoreRules.ignores(around.rules, path, isFolder);
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
        Path parent = folder.getParent();
        IgnoreRules outer = null;
        try {
            outer =
                    folder.equals(root) || parent == null
                            ? IgnoreRules.around(root)
                            : folder(parent).rules;
            return new Folder(false, IgnoreRules.enter(outer, folder));
        } catch (IOException e) {
            LOG.debug("the ignore file of '{}' cannot be read: {}", folder, e.toString());
            return new Folder(false, outer);
        }
    }

    /** Returns whether a path names a file with such rules. */
    public static boolean isIgnoreFile(Path path) {
        return path.endsWith(IGNORE_FILE);
    }

    /** Has the ignore files read again. */
    public void readAgain() {
        folders.clear();
    }
}
