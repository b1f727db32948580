package dev.cairn.index.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SourceScannerTest {

    private static final long LIMIT = 1000;

    @TempDir Path temporary;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("project"));
    }

    private Path write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<String> scannedPaths() {
        return SourceScanner.scan(root, LIMIT).files().stream().map(ScannedFile::path).toList();
    }

    @Test
    void filesAreListedFolderByFolderInTheOrderOfTheirNames() throws IOException {
        write("b.txt", "");
        write("a/z.txt", "");
        write("a/b/c.txt", "");
        write("a.txt", "");

        assertThat(scannedPaths()).containsExactly("a/b/c.txt", "a/z.txt", "a.txt", "b.txt");
        assertThat(SourceScanner.scan(root, LIMIT)).isEqualTo(SourceScanner.scan(root, LIMIT));
    }

    /** Linux takes any bytes for a name; no path in the index could name such a file. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void namesThatAreNoTextAreLeftOutWithTheirBytes() throws IOException {
        write("good.py", "");
        write("r\uFFFDal.py", "");
        Files.createFile(Path.of(URI.create(root.toUri() + "b%C3%A4d%FF%0A.py")));
        Path folder = Files.createDirectory(Path.of(URI.create(root.toUri() + "%C3%28")));
        Files.createFile(folder.resolve("x.py"));
        ScanResult scan = SourceScanner.scan(root, LIMIT);
        assertThat(scan.files())
                .extracting(ScannedFile::path)
                .containsExactly("good.py", "r\uFFFDal.py");
        assertThat(scan.problems()).isEmpty();
        assertThat(scan.leftOut())
                .extracting(LeftOut::path, LeftOut::folder, LeftOut::reason)
                .containsExactlyInAnyOrder(
                        tuple("b\u00e4d\\xff\n.py", false, LeftOut.Reason.INVALID_NAME),
                        tuple("\\xc3(", true, LeftOut.Reason.INVALID_NAME));
    }

    @Test
    void sizeAndTimeAreThoseOfTheFileSystem() throws IOException {
        Path file = write("a.txt", "four");
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2020-02-03T04:05:06.123456789Z")));
        long nanos = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);

        assertThat(SourceScanner.scan(root, LIMIT).files())
                .singleElement()
                .satisfies(scanned -> {
                    assertThat(scanned.path()).isEqualTo("a.txt");
                    assertThat(scanned.file()).isEqualTo(file);
                    assertThat(scanned.size()).isEqualTo(4);
                    assertThat(scanned.modifiedNanos()).isEqualTo(nanos);
                    assertThat(scanned.attributes().inode())
                            .isEqualTo(Files.getAttribute(file, "unix:ino"));
                    assertThat(scanned.attributes().changedNanos()).isGreaterThan(nanos);
                });
    }

    @Test
    void ignoreFilesHoldFromTheirFolderDownAndInnerOnesDecide() throws IOException {
        write(".gitignore", "*.log\n/build/\ntemp\n# a comment\n");
        write("x.log", "");
        write("build/out.txt", "");
        write("src/build/kept.txt", "");
        write("src/temp/gone.txt", "");
        write("src/.gitignore", "!important.log\nlocal.txt\n");
        write("src/important.log", "");
        write("src/local.txt", "");
        write("src/deep/local.txt", "");
        write("other/local.txt", "");

        ScanResult scan = SourceScanner.scan(root, LIMIT);

        assertThat(scan.files())
                .extracting(ScannedFile::path)
                .containsExactly(
                        ".gitignore",
                        "other/local.txt",
                        "src/.gitignore",
                        "src/build/kept.txt",
                        "src/important.log");
        assertThat(scan.ignored()).isEqualTo(5);
    }

    @Test
    void ignoreFilesOfTheRepositoryAroundTheRootHold() throws IOException {
        Files.createDirectories(temporary.resolve(".git/info"));
        Files.writeString(temporary.resolve(".git/info/exclude"), "secret.txt\n");
        Files.writeString(temporary.resolve(".gitignore"), "/project/generated\n*.tmp\n");
        write("generated/a.txt", "");
        write("secret.txt", "");
        write("a.tmp", "");
        write("a.txt", "");

        assertThat(scannedPaths()).containsExactly("a.txt");
    }

    @Test
    void whatGitAndCairnKeepIsNoSource() throws IOException {
        write(".git/config", "");
        write(".cairn/data/x.db", "");
        write("sub/.git", "gitdir: elsewhere");
        write("sub/a.txt", "");
        write(".hidden", "");

        assertThat(scannedPaths()).containsExactly(".hidden", "sub/a.txt");
    }

    @Test
    void largeFilesAreListedByName() throws IOException {
        write("large.txt", "x".repeat(1001));
        write("just.txt", "x".repeat(1000));

        ScanResult scan = SourceScanner.scan(root, LIMIT);

        assertThat(scan.files())
                .extracting(ScannedFile::path, ScannedFile::tooLarge)
                .containsExactly(tuple("just.txt", false), tuple("large.txt", true));
        assertThat(scan.oversized()).isEqualTo(1);
        assertThat(scan.leftOut())
                .containsExactly(
                        new LeftOut(
                                "large.txt",
                                false,
                                LeftOut.Reason.TOO_LARGE,
                                "1001 bytes, limit 1000"));
    }

    /** A regular expression would try some 60^12 / 12! ways for each file. */
    @Test
    @Timeout(10)
    void aHostilePatternCostsLinearTime() throws IOException {
        write(".gitignore", "a*".repeat(12) + "b\n" + "**/a".repeat(40) + "**/b\n");
        write("a".repeat(60), "");
        write("a/".repeat(30) + "a".repeat(60), "");

        assertThat(scannedPaths()).hasSize(3);
    }

    @Test
    void everythingLeftOutIsListedWithItsRule() throws IOException {
        write(".gitignore", "# generated\n*.log\n/out/\n");
        write("src/.gitignore", "local.*\n");
        write("a.log", "");
        write("out/x", "");
        write("src/local.txt", "");
        Files.createSymbolicLink(root.resolve("link"), root.resolve("a.log"));

        assertThat(SourceScanner.scan(root, LIMIT).leftOut())
                .containsExactly(
                        new LeftOut("a.log", false, LeftOut.Reason.IGNORED, ".gitignore:2: *.log"),
                        new LeftOut("link", false, LeftOut.Reason.LINK, ""),
                        new LeftOut("out", true, LeftOut.Reason.IGNORED, ".gitignore:3: /out/"),
                        new LeftOut(
                                "src/local.txt",
                                false,
                                LeftOut.Reason.IGNORED,
                                "src/.gitignore:1: local.*"));
    }

    @Test
    void pathsAreScannedByTheRulesOfTheFoldersAroundThem() throws IOException {
        write(".gitignore", "*.log\n/out/\n");
        write("src/.gitignore", "!kept.log\n");
        write("src/kept.log", "");
        write("src/gone.log", "");
        write("src/deep/a.txt", "");
        write("out/a.txt", "");
        write("other.txt", "");
        ScanRequest request =
                ScanRequest.of(root, LIMIT)
                        .withPaths(
                                List.of(
                                        "src/kept.log",
                                        "src/gone.log",
                                        "src/deep",
                                        "out/a.txt",
                                        "none"));

        assertThat(SourceScanner.scan(request).files())
                .extracting(ScannedFile::path)
                .containsExactly("src/kept.log", "src/deep/a.txt");
    }

    @Test
    void linksAreCountedAndNotFollowed() throws IOException {
        write("real/a.txt", "");
        Files.createSymbolicLink(root.resolve("folder"), root.resolve("real"));
        Files.createSymbolicLink(root.resolve("loop"), root);
        Files.createSymbolicLink(root.resolve("nowhere"), root.resolve("missing"));
        Files.createSymbolicLink(root.resolve("file"), root.resolve("real/a.txt"));

        ScanResult scan = SourceScanner.scan(root, LIMIT);

        assertThat(scan.files()).extracting(ScannedFile::path).containsExactly("real/a.txt");
        assertThat(scan.symbolicLinks()).isEqualTo(4);
        assertThat(scan.problems()).isEmpty();
    }

    /**
     * Two folders, each as deep as a path can be named, one inside the other: the system refuses
     * the path even to a user who may read everything.
     */
    @Test
    void aFolderThatCannotBeReadIsAProblemOfItsOwn() throws IOException {
        write("a.txt", "");
        write("z.txt", "");
        String name = "n".repeat(200);
        Path outer = Files.createDirectories(root.resolve((name + "/").repeat(15)));
        Path inner = root.resolve("inner");
        Files.createDirectories(inner.resolve((name + "/").repeat(15)));
        Files.move(inner, outer.resolve("inner"));
        try {
            ScanResult scan = SourceScanner.scan(root, LIMIT);

            assertThat(scan.files())
                    .extracting(ScannedFile::path)
                    .containsExactly("a.txt", "z.txt");
            assertThat(scan.problems())
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.path()).startsWith(name + "/" + name);
                        assertThat(problem.message()).contains("name too long");
                    });
        } finally {
            Files.move(outer.resolve("inner"), inner);
        }
    }

    @Test
    void aRootThatIsNotThereIsAProblem() {
        ScanResult scan = SourceScanner.scan(root.resolve("missing"), LIMIT);

        assertThat(scan.files()).isEmpty();
        assertThat(scan.problems()).hasSize(1);
    }
}
