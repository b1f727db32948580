package dev.cairn.index.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The git repository that a source tree lies in, as far as it says what belongs to the tree: which
 * files it tracks, and where its ignore rules are. A worktree has a folder of its own and shares
 * the rest with the repository it was made from.
 */
final class GitRepository {

    private static final int MAX_POINTER_BYTES = 8192;

    private final Path top;
    private final Path ownFolder;
    private final Path commonFolder;
    private final Map<String, String> environment;
    private @Nullable GitConfiguration configuration;
    private @Nullable GitIndex index;

    private GitRepository(Path top, Path ownFolder, Map<String, String> environment) {
        this.top = top;
        this.ownFolder = ownFolder;
        this.commonFolder = commonFolder(ownFolder);
        this.environment = environment;
    }

    /** Returns the repository that a folder lies in; the innermost, if there are several. */
    static Optional<GitRepository> around(Path folder, Map<String, String> environment) {
        Optional<GitRepository> incomplete = Optional.empty();
        for (Path top = folder; top != null; top = top.getParent()) {
            Path marker = top.resolve(".git");
            Path own = repositoryFolder(marker);
            if (own != null) {
                return Optional.of(new GitRepository(top, own, environment));
            }
            if (incomplete.isEmpty() && Files.isDirectory(marker, LinkOption.NOFOLLOW_LINKS)) {
                incomplete = Optional.of(new GitRepository(top, marker, environment));
            }
        }
        return incomplete;
    }

    /** Returns whether a folder is the top of a repository, by what git takes for one. */
    static boolean isTop(Path folder) {
        return repositoryFolder(folder.resolve(".git")) != null;
    }

    private static @Nullable Path repositoryFolder(Path marker) {
        if (Files.isDirectory(marker)) {
            return isRepository(marker) ? marker : null;
        }
        if (!Files.isRegularFile(marker)) {
            return null;
        }
        Path named = pointer(marker, "gitdir: ");
        return named != null && isRepository(named) ? named : null;
    }

    private static boolean isRepository(Path folder) {
        Path common = commonFolder(folder);
        return Files.exists(folder.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(common.resolve("objects"))
                && Files.isDirectory(common.resolve("refs"));
    }

    private static Path commonFolder(Path folder) {
        Path common = pointer(folder.resolve("commondir"), "");
        return common == null ? folder : common;
    }

    /** Returns the path that a small file names; null if it does not. */
    private static @Nullable Path pointer(Path file, String prefix) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_POINTER_BYTES) {
                return null;
            }
            String text = Files.readString(file).strip();
            Path folder = file.getParent();
            return !text.startsWith(prefix) || folder == null
                    ? null
                    : folder.resolve(text.substring(prefix.length()).strip()).normalize();
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Returns the folder that the paths of the repository begin at. */
    Path top() {
        return top;
    }

    /** Returns the folder that all worktrees of the repository share. */
    Path commonFolder() {
        return commonFolder;
    }

    /** Returns the user's own ignore file, which need not be there. */
    Optional<Path> excludesFile() {
        return configuration().excludesFile(top);
    }

    /** Returns what the repository tracks; nothing if it has no index. */
    GitIndex index() throws IOException {
        GitIndex known = index;
        if (known == null) {
            known = GitIndex.read(ownFolder, configuration().objectNameBytes());
            index = known;
        }
        return known;
    }

    /** Takes the repository for one that tracks nothing, after its index could not be read. */
    GitIndex withoutIndex() {
        GitIndex nothing = GitIndex.empty();
        index = nothing;
        return nothing;
    }

    private GitConfiguration configuration() {
        GitConfiguration known = configuration;
        if (known == null) {
            known = GitConfiguration.read(commonFolder.resolve("config"), environment);
            configuration = known;
        }
        return known;
    }
}
