package dev.cairn.index.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an archive can bring in the place of a repository's files. */
@Timeout(60)
class HostileRepositoryTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    @TempDir Path folder;

    @BeforeEach
    void make() throws Exception {
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            Files.writeString(folder.resolve("a.txt"), "one");
            git.add().addFilepattern("a.txt").call();
            git.commit()
                    .setMessage("Begin")
                    .setAuthor("Ann", "a@b")
                    .setCommitter("Ann", "a@b")
                    .call();
        }
    }

    private void pipe(String name) throws Exception {
        Path file = folder.resolve(".git").resolve(name);
        Files.deleteIfExists(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    }

    private void refused(String reason) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> RevisionFiles.since(folder, "HEAD", List.of("a.txt"), LIMIT))
                .hasMessageContaining(reason);
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(20).toNanos());
    }

    @Test
    void filesThatAreReadWholeMustBePlainAndSmall() throws Exception {
        assertThat(RevisionFiles.since(folder, "HEAD", List.of("a.txt"), Duration.ofSeconds(30)))
                .isEmpty();
        for (String name : List.of("packed-refs", "objects/info/alternates", "config", "HEAD")) {
            Path file = folder.resolve(".git").resolve(name);
            byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            Files.createDirectories(file.getParent());
            pipe(name);
            refused("is not a plain file");
            assertThatThrownBy(() -> FileHistory.of(folder, "a.txt", 10, LIMIT))
                    .hasMessageContaining("is not a plain file");
            Files.delete(file);
            if (before.length > 0) {
                Files.write(file, before);
            }
        }
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve(".git/packed-refs").toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        refused("are the most");
    }

    @Test
    void aReferenceThatIsAPipeEndsWithTheTime() throws Exception {
        String head = Files.readString(folder.resolve(".git/HEAD")).strip();
        pipe(head.substring("ref: ".length()));
        refused("were not read within 1.0 s");
    }

    @Test
    void aPointerMustBeSmall() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        try (RandomAccessFile sparse = new RandomAccessFile(other.resolve(".git").toFile(), "rw")) {
            sparse.writeBytes("gitdir: ");
            sparse.setLength(3L << 30);
        }
        assertThatThrownBy(() -> RevisionFiles.since(other, "HEAD", List.of(), LIMIT))
                .hasMessageContaining("8,192 are the most");
    }
}
