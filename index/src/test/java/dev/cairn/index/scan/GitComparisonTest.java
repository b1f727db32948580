package dev.cairn.index.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.Rounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scanner lists what {@code git ls-files -co --exclude-standard} lists, on generated trees. */
class GitComparisonTest {

    private static final long SEED = 20_261_130;
    private static final int TREES = Rounds.of(10, 20, 400);
    private static final List<String> NAMES =
            List.of("a", "b", "ab", "build", "out", "src", "x y", "é", "a[b]", "c*", "-d", "#e");
    private static final List<String> ENDINGS = List.of("", ".txt", ".log", ".o", ".tar.gz");
    private static final List<String> PIECES =
            List.of(
                    "*",
                    "**",
                    "?",
                    "[ab]",
                    "[!a]",
                    "[^b]",
                    "[a-c]",
                    "[[:alpha:]]",
                    "[[:digit:]x]",
                    "a",
                    "b",
                    "build",
                    "out",
                    "src",
                    "x y",
                    "é",
                    ".txt",
                    ".log",
                    "/",
                    "/",
                    "/**/",
                    "**/",
                    "/**",
                    "\\*",
                    "\\#",
                    "\\ ",
                    "[",
                    "]",
                    "[]]",
                    "[a",
                    "\\",
                    "{",
                    "-",
                    " ");

    @TempDir Path temporary;

    private Path home;
    private Path root;

    @BeforeEach
    void makeHome() throws IOException {
        home = Files.createDirectory(temporary.toRealPath().resolve("home"));
        root = home;
    }

    private Map<String, String> environment() {
        return Map.of("HOME", home.toString(), "GIT_CONFIG_NOSYSTEM", "1");
    }

    private String git(Path folder, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as("git %s", String.join(" ", words)).isZero();
        return new String(output, StandardCharsets.UTF_8);
    }

    /** Returns the regular files that git lists; it lists a repository inside as a folder. */
    private Set<String> listedByGit(Path folder) throws IOException, InterruptedException {
        Set<String> files = new TreeSet<>();
        String listed = git(folder, "ls-files", "-co", "--exclude-standard", "-z");
        for (String path : listed.split("\0", -1)) {
            if (!path.isEmpty()
                    && Files.isRegularFile(folder.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
                files.add(path);
            }
        }
        return files;
    }

    private Set<String> scanned(Path folder) {
        ScanRequest request =
                new ScanRequest(folder, List.of(""), 1 << 20, Set.of(), environment());
        ScanResult scan = SourceScanner.scan(request);
        assertThat(scan.problems()).isEmpty();
        Set<String> files = new TreeSet<>();
        scan.files().forEach(file -> files.add(file.path()));
        return files;
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private void newRepository(String name) throws IOException, InterruptedException {
        root = Files.createDirectory(temporary.toRealPath().resolve(name));
        git(root, "init", "-q");
    }

    @Test
    void generatedTreesAreListedAsByGit() throws IOException, InterruptedException {
        for (int tree = 0; tree < TREES; tree++) {
            Random random = new Random(SEED + tree);
            newRepository("tree" + tree);
            List<String> files = fill(random);
            Files.writeString(root.resolve(".git/info/exclude"), rules(random, 2));
            Files.createDirectories(home.resolve(".config/git"));
            Files.writeString(home.resolve(".config/git/ignore"), rules(random, 2));
            track(files, random);
            for (int i = random.nextInt(4); i >= 0; i--) {
                Path file = root.resolve(files.get(random.nextInt(files.size())));
                Files.writeString(file.resolveSibling(".gitignore"), rules(random, 6));
            }

            assertThat(scanned(root))
                    .as("tree %d of seed %d", tree, SEED)
                    .isEqualTo(listedByGit(root));
        }
    }

    private List<String> fill(Random random) throws IOException {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            StringBuilder path = new StringBuilder();
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                path.append(NAMES.get(random.nextInt(NAMES.size()))).append("_d/");
            }
            path.append(NAMES.get(random.nextInt(NAMES.size())))
                    .append(ENDINGS.get(random.nextInt(ENDINGS.size())));
            write(path.toString(), "content\n");
            files.add(path.toString());
        }
        return files;
    }

    private void track(List<String> files, Random random) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("add", "-f", "--"));
        for (String file : files) {
            if (random.nextInt(5) == 0) {
                words.add(":(literal)" + file);
            }
        }
        if (words.size() > 3) {
            git(root, words.toArray(String[]::new));
        }
        if (random.nextInt(3) == 0) {
            git(root, "update-index", "--index-version", "4");
        }
    }

    private static String rules(Random random, int most) {
        StringBuilder rules = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            if (random.nextInt(3) == 0) {
                rules.append('!');
            }
            if (random.nextInt(4) == 0) {
                rules.append('/');
            }
            if (random.nextInt(3) == 0) {
                rules.append(NAMES.get(random.nextInt(NAMES.size())))
                        .append(random.nextBoolean() ? "_d" : "");
            }
            for (int pieces = random.nextInt(4); pieces > 0; pieces--) {
                rules.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            rules.append(random.nextInt(4) == 0 ? "/" : "");
            rules.append(random.nextInt(6) == 0 ? "  " : "");
            rules.append(random.nextInt(6) == 0 ? "\r\n" : "\n");
        }
        return rules.toString();
    }

    @Test
    void repositoriesInsideAreNamedAndNotEntered() throws IOException, InterruptedException {
        newRepository("outer");
        write("a.txt", "");
        git(root, "init", "-q", "inner");
        write("inner/b.txt", "");
        write("pretender/.git", "gitdir: elsewhere\n");
        write("pretender/c.txt", "");

        assertThat(scanned(root))
                .isEqualTo(listedByGit(root))
                .containsExactly("a.txt", "pretender/c.txt");
        assertThat(SourceScanner.scan(root, 1000).leftOut())
                .contains(new LeftOut("inner", true, LeftOut.Reason.NESTED_REPOSITORY, ""));
    }

    @Test
    void submodulesAreNamedAndNotEntered() throws IOException, InterruptedException {
        newRepository("library");
        write("l.txt", "");
        git(root, "add", ".");
        git(root, "-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "first");
        Path library = root;
        newRepository("with-submodule");
        write("a.txt", "");
        git(
                root,
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "add",
                "-q",
                library.toString(),
                "sub");

        assertThat(scanned(root))
                .isEqualTo(listedByGit(root))
                .containsExactly(".gitmodules", "a.txt");
        assertThat(SourceScanner.scan(root, 1000).leftOut())
                .contains(new LeftOut("sub", true, LeftOut.Reason.SUBMODULE, ""));
    }

    @Test
    void aWorktreeHasTheRulesOfItsRepositoryAndItsOwnIndex()
            throws IOException, InterruptedException {
        newRepository("main");
        write("kept.log", "tracked");
        git(root, "add", ".");
        git(root, "-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "first");
        Files.writeString(root.resolve(".git/info/exclude"), "*.log\n");
        Path worktree = temporary.toRealPath().resolve("worktree");
        git(root, "worktree", "add", "-q", worktree.toString());
        root = worktree;
        write("other.log", "");
        write("b.txt", "");

        assertThat(scanned(root)).isEqualTo(listedByGit(root)).containsExactly("b.txt", "kept.log");
    }

    @Test
    void theUsersOwnIgnoreFileHoldsAlsoWhereAConfigurationNamesIt()
            throws IOException, InterruptedException {
        newRepository("configured");
        Files.writeString(home.resolve(".gitconfig"), "[include]\n\tpath = more.config\n");
        Files.writeString(home.resolve("more.config"), "[core]\n\texcludesFile = ~/my rules\n");
        Files.writeString(home.resolve("my rules"), "*.mine\n");
        write("a.mine", "");
        write("b.txt", "");
        assertThat(scanned(root)).isEqualTo(listedByGit(root)).containsExactly("b.txt");

        git(root, "config", "core.excludesFile", "inner-rules");
        write("inner-rules", "b.*\n");
        assertThat(scanned(root))
                .isEqualTo(listedByGit(root))
                .containsExactly("a.mine", "inner-rules");
    }

    @Test
    void aFolderOfARepositoryIsListedByTheRulesAroundIt() throws IOException, InterruptedException {
        newRepository("around");
        write(".gitignore", "*.o\n/part/deep/secret\n");
        write("part/.gitignore", "!kept.o\n");
        write("part/kept.o", "");
        write("part/gone.o", "");
        write("part/deep/secret", "");
        write("part/deep/open", "");

        Path part = root.resolve("part");
        assertThat(scanned(part))
                .isEqualTo(listedByGit(part))
                .containsExactly(".gitignore", "deep/open", "kept.o");
    }
}
