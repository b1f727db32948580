package dev.cairn.index.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists the files of a folder that are to be indexed: those that {@code git ls-files -co
 * --exclude-standard} lists, or everything where there is no repository. Left out, each with its
 * reason, are what ignore rules exclude, repositories and projects inside, symbolic links, and
 * everything that is not a regular file. Git's own folder and Cairn's are never looked at. A folder
 * that cannot be read is a problem of that folder alone.
 */
public final class SourceScanner {

    /** How many of those left out are listed with their paths. */
    public static final int MAX_LEFT_OUT = 50_000;

    private static final Set<String> NEVER = Set.of(".git", ".cairn");

    private final ScanRequest request;
    private final Path root;
    private final List<ScannedFile> files = new ArrayList<>();
    private final List<ScanProblem> problems = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Map<LeftOut.Reason, Long> counts = new EnumMap<>(LeftOut.Reason.class);
    private final @Nullable GitRepository repository;

    /** What holds in one folder: its rules, and whether only tracked files of it are taken. */
    private record Surroundings(@Nullable IgnoreRules rules, @Nullable String excludedBy) {}

    private SourceScanner(ScanRequest request) {
        this.request = request;
        this.root = request.root();
        this.repository = GitRepository.around(root, request.environment()).orElse(null);
    }

    /**
     * Lists the files below a root, always in the same order.
     *
     * @param root a folder; absolute, without symbolic links
     * @param maxFileBytes the largest length of a file that is read
     */
    public static ScanResult scan(Path root, long maxFileBytes) {
        return scan(ScanRequest.of(root, maxFileBytes));
    }

    /** Lists the files that a request is about, always in the same order. */
    public static ScanResult scan(ScanRequest request) {
        SourceScanner scanner = new SourceScanner(request);
        Surroundings around = scanner.around();
        for (String path : request.paths()) {
            scanner.below(path, around);
        }
        return new ScanResult(scanner.files, scanner.problems, scanner.leftOut, scanner.counts);
    }

    /** Returns what holds around the root: the rules from the repository's top down to it. */
    private Surroundings around() {
        if (repository == null) {
            return new Surroundings(null, null);
        }
        try {
            return new Surroundings(rulesAround(repository, root), null);
        } catch (IOException e) {
            problem(repository.top(), e);
            return new Surroundings(null, null);
        }
    }

    /** Returns the rules from a repository's top down to a root in it, without the root's own. */
    static @Nullable IgnoreRules rulesAround(GitRepository repository, Path root)
            throws IOException {
        @Nullable IgnoreRules rules = IgnoreRules.of(repository);
        Path folder = repository.top();
        for (Path name : repository.top().relativize(root)) {
            if (!folder.equals(root)) {
                Path file = folder.resolve(IgnoreRules.FILE_NAME);
                rules = IgnoreRules.enter(rules, folder, file.toString());
            }
            folder = folder.resolve(name);
        }
        return rules;
    }

    /**
     * Returns what a scan finds at one path below the root, by the rules of the folders above it.
     */
    private void below(String path, Surroundings around) {
        if (path.isEmpty()) {
            folder(root, around);
            return;
        }
        Surroundings here = around;
        Path folder = root;
        Path relative = Path.of(path).normalize();
        for (int i = 0; i < relative.getNameCount(); i++) {
            String name = relative.getName(i).toString();
            if (NEVER.contains(name) || name.equals("..")) {
                return;
            }
            Surroundings inner = inside(folder, here);
            Path entry = folder.resolve(name);
            if (i == relative.getNameCount() - 1) {
                entry(entry, inner);
                return;
            }
            here = entered(entry, inner);
            if (here == null) {
                return;
            }
            folder = entry;
        }
    }

    /** Returns what holds for a folder on the way; null if nothing below it is taken. */
    private @Nullable Surroundings entered(Path folder, Surroundings around) {
        FileAttributes attributes = attributes(folder);
        if (attributes == null || attributes.kind() != FileAttributes.Kind.FOLDER) {
            return null;
        }
        return enterable(folder, around, false);
    }

    private void folder(Path folder, Surroundings around) {
        Surroundings inner = inside(folder, around);
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.sorted(SourceScanner::byText).toList();
        } catch (IOException e) {
            problem(folder, e);
            return;
        }
        for (Path entry : entries) {
            if (!isNeverScanned(entry)) {
                entry(entry, inner);
            }
        }
    }

    private static int byText(Path a, Path b) {
        return a.toString().compareTo(b.toString());
    }

    /** Returns whether a path has one of the names that are left out everywhere. */
    static boolean isNeverScanned(Path path) {
        Path name = path.getFileName();
        return name != null && NEVER.contains(name.toString());
    }

    /** Returns what holds for the entries of a folder, given what holds for the folder. */
    private Surroundings inside(Path folder, Surroundings around) {
        String name = RelativePath.of(root, folder.resolve(IgnoreRules.FILE_NAME));
        try {
            return new Surroundings(
                    IgnoreRules.enter(around.rules, folder, name), around.excludedBy);
        } catch (IOException e) {
            problem(folder.resolve(IgnoreRules.FILE_NAME), e);
            return around;
        }
    }

    private void entry(Path entry, Surroundings around) {
        FileAttributes attributes = attributes(entry);
        if (attributes == null) {
            return;
        }
        if (ForeignName.has(entry)) {
            leaveOutByName(entry, attributes.kind() == FileAttributes.Kind.FOLDER);
            return;
        }
        switch (attributes.kind()) {
            case LINK -> leaveOut(entry, false, LeftOut.Reason.LINK, "");
            case OTHER -> leaveOut(entry, false, LeftOut.Reason.SPECIAL, "");
            case FOLDER -> {
                Surroundings inner = enterable(entry, around, true);
                if (inner != null) {
                    folder(entry, inner);
                }
            }
            case FILE -> file(entry, attributes, around);
        }
    }

    private @Nullable FileAttributes attributes(Path entry) {
        try {
            return FileAttributes.read(entry);
        } catch (IOException e) {
            // A path that was asked for may be gone; one that was listed just now is a problem.
            if (!request.isPartial() || !(e instanceof NoSuchFileException)) {
                problem(entry, e);
            }
            return null;
        }
    }

    /** Returns what holds in a folder; null, with its reason noted, if it is left out. */
    private @Nullable Surroundings enterable(Path folder, Surroundings around, boolean note) {
        LeftOut.Reason reason = nested(folder);
        String rule = "";
        if (reason == null) {
            String excluding = excluding(folder, true, around);
            if (excluding == null || tracksBelow(folder)) {
                return new Surroundings(around.rules, excluding);
            }
            if (around.excludedBy != null) {
                return null;
            }
            reason = LeftOut.Reason.IGNORED;
            rule = excluding;
        }
        if (note) {
            leaveOut(folder, true, reason, rule);
        }
        return null;
    }

    private LeftOut.@Nullable Reason nested(Path folder) {
        if (request.otherProjects().contains(folder)) {
            return LeftOut.Reason.NESTED_PROJECT;
        }
        if (repository != null && index().isSubmodule(inRepository(folder))) {
            return LeftOut.Reason.SUBMODULE;
        }
        return GitRepository.isTop(folder) && !tracksBelow(folder)
                ? LeftOut.Reason.NESTED_REPOSITORY
                : null;
    }

    private void file(Path file, FileAttributes attributes, Surroundings around) {
        String excluding = excluding(file, false, around);
        if (excluding != null && !tracks(file)) {
            leaveOut(file, false, LeftOut.Reason.IGNORED, excluding);
            return;
        }
        boolean tooLarge = attributes.size() > request.maxFileBytes();
        if (tooLarge) {
            leaveOut(
                    file,
                    false,
                    LeftOut.Reason.TOO_LARGE,
                    attributes.size() + " bytes, limit " + request.maxFileBytes());
        }
        files.add(new ScannedFile(RelativePath.of(root, file), file, attributes, tooLarge));
    }

    /** Returns the rule that excludes an entry or a folder around it; null if none does. */
    private static @Nullable String excluding(Path entry, boolean isFolder, Surroundings around) {
        return around.excludedBy != null
                ? around.excludedBy
                : IgnoreRules.excluding(around.rules, entry, isFolder);
    }

    private boolean tracks(Path file) {
        return repository != null && index().tracks(inRepository(file));
    }

    private boolean tracksBelow(Path folder) {
        return repository != null && index().tracksBelow(inRepository(folder));
    }

    private GitIndex index() {
        GitRepository present = Objects.requireNonNull(repository);
        try {
            return present.index();
        } catch (IOException e) {
            problem(present.top(), e);
            return present.withoutIndex();
        }
    }

    private String inRepository(Path entry) {
        return RelativePath.of(Objects.requireNonNull(repository).top(), entry);
    }

    private void leaveOut(Path entry, boolean folder, LeftOut.Reason reason, String rule) {
        counts.merge(reason, 1L, Long::sum);
        if (leftOut.size() < MAX_LEFT_OUT) {
            leftOut.add(new LeftOut(RelativePath.of(root, entry), folder, reason, rule));
        }
    }

    private void leaveOutByName(Path entry, boolean folder) {
        Path shown = entry.resolveSibling(ForeignName.escaped(entry));
        leaveOut(shown, folder, LeftOut.Reason.INVALID_NAME, "its name is not UTF-8");
    }

    private void problem(Path path, IOException cause) {
        problems.add(
                path.startsWith(root)
                        ? ScanProblem.of(RelativePath.of(root, path), cause)
                        : new ScanProblem("", ScanProblem.of(path.toString(), cause).message()));
    }
}
