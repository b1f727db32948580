package dev.cairn.index.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/**
 * The ignore rules that hold in one folder: its own {@code .gitignore} first, then those of the
 * folders around it (https://git-scm.com/docs/gitignore).
 */
final class IgnoreRules {

    private static final String FILE_NAME = ".gitignore";

    private final @Nullable IgnoreRules outer;
    private final IgnoreNode node;
    private final Path folder;

    private IgnoreRules(@Nullable IgnoreRules outer, IgnoreNode node, Path folder) {
        this.outer = outer;
        this.node = node;
        this.folder = folder;
    }

    /**
     * Returns the rules around a root: those of the repository that it lies in, from the
     * repository's top down to the folder above the root; none if it lies in no repository.
     */
    static @Nullable IgnoreRules around(Path root) throws IOException {
        Optional<Path> top = repositoryTop(root);
        if (top.isEmpty()) {
            return null;
        }
        IgnoreRules rules = read(null, top.get().resolve(".git/info/exclude"), top.get());
        Path folder = top.get();
        for (Path name : top.get().relativize(root)) {
            if (!folder.equals(root)) {
                rules = enter(rules, folder);
            }
            folder = folder.resolve(name);
        }
        return rules;
    }

    private static Optional<Path> repositoryTop(Path root) {
        for (Path folder = root; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** Returns the rules that hold in a folder, given those around it. */
    static @Nullable IgnoreRules enter(@Nullable IgnoreRules outer, Path folder)
            throws IOException {
        return read(outer, folder.resolve(FILE_NAME), folder);
    }

    private static @Nullable IgnoreRules read(@Nullable IgnoreRules outer, Path file, Path folder)
            throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return outer;
        }
        IgnoreNode node = new IgnoreNode();
        try (InputStream in = Files.newInputStream(file)) {
            node.parse(file.toString(), in);
        }
        return node.getRules().isEmpty() ? outer : new IgnoreRules(outer, node, folder);
    }

    /** Returns whether an entry is excluded; the innermost rule that says anything decides. */
    static boolean ignores(@Nullable IgnoreRules innermost, Path entry, boolean isFolder) {
        for (IgnoreRules rules = innermost; rules != null; rules = rules.outer) {
            Boolean verdict =
                    rules.node.checkIgnored(RelativePath.of(rules.folder, entry), isFolder);
            if (verdict != null) {
                return verdict;
            }
        }
        return false;
    }
}
