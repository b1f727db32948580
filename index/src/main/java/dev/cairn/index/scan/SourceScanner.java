package dev.cairn.index.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists the files of a folder that are to be indexed. Left out are {@code .git} and {@code .cairn},
 * what ignore files exclude, symbolic links, everything that is not a regular file, and files over
 * the size limit. A folder that cannot be read is a problem of that folder alone.
 */
public final class SourceScanner {

    private static final Set<String> NEVER = Set.of(".git", ".cairn");

    private final Path root;
    private final long maxFileBytes;
    private final List<ScannedFile> files = new ArrayList<>();
    private final List<ScanProblem> problems = new ArrayList<>();
    private long ignored;
    private long oversized;
    private long symbolicLinks;

    private SourceScanner(Path root, long maxFileBytes) {
        this.root = root;
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * Lists the files below a root, always in the same order.
     *
     * @param root a folder; absolute, without symbolic links
     * @param maxFileBytes the largest length of a file that is taken
     */
    public static ScanResult scan(Path root, long maxFileBytes) {
        SourceScanner scanner = new SourceScanner(root, maxFileBytes);
        try {
            scanner.folder(root, IgnoreRules.around(root));
        } catch (IOException e) {
            scanner.problem(root, e);
        }
        return new ScanResult(
                scanner.files,
                scanner.problems,
                scanner.ignored,
                scanner.oversized,
                scanner.symbolicLinks);
    }

    private void folder(Path folder, @Nullable IgnoreRules outer) {
        IgnoreRules rules = rulesOf(folder, outer);
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.sorted(Comparator.comparing(Path::toString)).toList();
        } catch (IOException e) {
            problem(folder, e);
            return;
        }
        for (Path entry : entries) {
            if (!isNeverScanned(entry)) {
                entry(entry, rules);
            }
        }
    }

    /** Returns whether a path has one of the names that are left out everywhere. */
    static boolean isNeverScanned(Path path) {
        Path name = path.getFileName();
        return name != null && NEVER.contains(name.toString());
    }

    private @Nullable IgnoreRules rulesOf(Path folder, @Nullable IgnoreRules outer) {
        try {
            return IgnoreRules.enter(outer, folder);
        } catch (IOException e) {
            problem(folder.resolve(".gitignore"), e);
            return outer;
        }
    }

    private void entry(Path entry, @Nullable IgnoreRules rules) {
        BasicFileAttributes attributes;
        try {
            attributes =
                    Files.readAttributes(
                            entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            problem(entry, e);
            return;
        }
        if (attributes.isSymbolicLink()) {
            symbolicLinks++;
        } else if (IgnoreRules.ignores(rules, entry, attributes.isDirectory())) {
            ignored++;
        } else if (attributes.isDirectory()) {
            folder(entry, rules);
        } else if (attributes.isRegularFile()) {
            file(entry, attributes);
        }
    }

    private void file(Path file, BasicFileAttributes attributes) {
        if (attributes.size() > maxFileBytes) {
            oversized++;
            return;
        }
        files.add(
                new ScannedFile(
                        RelativePath.of(root, file),
                        file,
                        attributes.size(),
                        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
    }

    private void problem(Path path, IOException cause) {
        problems.add(ScanProblem.of(RelativePath.of(root, path), cause));
    }
}
