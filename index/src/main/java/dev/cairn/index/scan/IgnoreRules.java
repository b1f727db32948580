package dev.cairn.index.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ignore files that hold in one folder, the one that decides first in front: the folder's own
 * {@code .gitignore}, those of the folders around it, then {@code info/exclude} of the repository
 * and the user's own file ({@code core.excludesFile}).
 */
final class IgnoreRules {

    static final String FILE_NAME = ".gitignore";

    private final @Nullable IgnoreRules outer;
    private final IgnoreFile file;

    private IgnoreRules(@Nullable IgnoreRules outer, IgnoreFile file) {
        this.outer = outer;
        this.file = file;
    }

    /** Returns the rules for a whole repository that are not in its {@code .gitignore} files. */
    static @Nullable IgnoreRules of(GitRepository repository) throws IOException {
        IgnoreRules rules = null;
        Optional<Path> ofUser = repository.excludesFile();
        if (ofUser.isPresent() && Files.isRegularFile(ofUser.get())) {
            rules = read(rules, "core.excludesFile", ofUser.get(), repository.top());
        }
        Path exclude = repository.commonFolder().resolve("info/exclude");
        return Files.isRegularFile(exclude)
                ? read(rules, "info/exclude", exclude, repository.top())
                : rules;
    }

    /**
     * Returns the rules that hold in a folder, given those around it. Git does not follow a link in
     * the place of an ignore file.
     *
     * @param name the path of the folder's ignore file for people
     */
    static @Nullable IgnoreRules enter(@Nullable IgnoreRules outer, Path folder, String name)
            throws IOException {
        Path file = folder.resolve(FILE_NAME);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? read(outer, name, file, folder)
                : outer;
    }

    private static @Nullable IgnoreRules read(
            @Nullable IgnoreRules outer, String name, Path file, Path folder) throws IOException {
        IgnoreFile read = IgnoreFile.read(name, file, folder);
        return read.rules().isEmpty() ? outer : new IgnoreRules(outer, read);
    }

    /** Returns the rule that excludes an entry, as {@code file:line: rule}; null if none does. */
    static @Nullable String excluding(
            @Nullable IgnoreRules innermost, Path entry, boolean isFolder) {
        for (IgnoreRules rules = innermost; rules != null; rules = rules.outer) {
            IgnoreRule rule = rules.file.deciding(entry, isFolder);
            if (rule != null) {
                return rule.negated()
                        ? null
                        : rules.file.name() + ":" + rule.line() + ": " + rule.text();
            }
        }
        return null;
    }
}
