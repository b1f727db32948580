package dev.cairn.index.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
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
        for (Map.Entry<String, Long> most :
                Map.of(
                                "packed-refs", 16L << 20,
                                "shallow", 16L << 20,
                                "config", 1L << 20,
                                "objects/info/alternates", 1L << 20,
                                "HEAD", 8_192L)
                        .entrySet()) {
            Path file = folder.resolve(".git").resolve(most.getKey());
            byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            lengthen(file, most.getValue() + 1);
            refused("%,d are the most".formatted(most.getValue()));
            Files.delete(file);
            if (before.length > 0) {
                Files.write(file, before);
            }
        }
    }

    private static void lengthen(Path file, long bytes) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(bytes);
        }
    }

    /** The folder that a pointer leads to, and the one that a worktree shares, are as hostile. */
    @Test
    void whatAPointerLeadsToMustBePlainAndSmall() throws Exception {
        Path hidden = folder.resolve("hidden");
        Files.move(folder.resolve(".git"), hidden);
        Files.writeString(folder.resolve(".git"), "gitdir: hidden");
        Path config = hidden.resolve("config");
        Files.writeString(config, Files.readString(config) + "\n[core]\n\tworktree = ..\n");
        assertThat(RevisionFiles.since(folder, "HEAD", List.of("a.txt"), Duration.ofSeconds(30)))
                .isEmpty();
        lengthen(hidden.resolve("packed-refs"), 100L << 20);
        refused("16,777,216 are the most");

        Files.delete(hidden.resolve("packed-refs"));
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.writeString(hidden.resolve("commondir"), "../shared\n");
        lengthen(shared.resolve("packed-refs"), 100L << 20);
        refused("16,777,216 are the most");
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

    private void commit(String message) throws Exception {
        try (Git git = Git.open(folder.toFile())) {
            Files.writeString(folder.resolve("a.txt"), message.substring(0, 5));
            git.add().addFilepattern("a.txt").call();
            git.commit()
                    .setMessage(message)
                    .setAuthor("Ann", "a@b")
                    .setCommitter("Ann", "a@b")
                    .call();
        }
    }

    @Test
    void longMessagesOfCommitsAreCut() throws Exception {
        commit("first line\n\n" + "x".repeat(1_000_000));
        commit("y".repeat(7_000_000));
        List<FileHistory.Change> changes =
                FileHistory.of(folder, "a.txt", 10, Duration.ofSeconds(10)).changes();
        assertThat(changes)
                .extracting(FileHistory.Change::subject)
                .containsExactly("y".repeat(300) + "…", "first line", "Begin");
        assertThat(RevisionFiles.since(folder, "HEAD~1", List.of("a.txt"), Duration.ofSeconds(10)))
                .hasSize(1);
    }

    /** An object of the size and kind that its header claims, a thousandth of it on the disk. */
    private String object(String type, int megabytes) throws Exception {
        byte[] zeros = new byte[1 << 20];
        byte[] head =
                (type + " " + ((long) megabytes << 20) + "\0").getBytes(StandardCharsets.US_ASCII);
        MessageDigest hash = MessageDigest.getInstance("SHA-1");
        hash.update(head);
        for (int i = 0; i < megabytes; i++) {
            hash.update(zeros);
        }
        String id = HexFormat.of().formatHex(hash.digest());
        Path file = folder.resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
        Files.createDirectories(file.getParent());
        try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
            out.write(head);
            for (int i = 0; i < megabytes; i++) {
                out.write(zeros);
            }
        }
        return id;
    }

    @Test
    void objectsThatUnpackToHundredsOfMegabytesAreRefused() throws Exception {
        String head = Files.readString(folder.resolve(".git/HEAD")).strip();
        Path branch = folder.resolve(".git").resolve(head.substring("ref: ".length()));
        Files.writeString(branch, object("commit", 100) + "\n");
        refused("too large");
        try (Git git = Git.open(folder.toFile());
                ObjectInserter inserter = git.getRepository().newObjectInserter()) {
            String text =
                    "tree %s\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nx\n"
                            .formatted(object("tree", 100));
            ObjectId commit =
                    inserter.insert(Constants.OBJ_COMMIT, text.getBytes(StandardCharsets.US_ASCII));
            inserter.flush();
            Files.writeString(branch, commit.name() + "\n");
        }
        refused("are the most");
    }

    @Test
    void packsMustBePlainAndAlternatesMayNameEachOther() throws Exception {
        Files.writeString(
                Files.createDirectories(folder.resolve(".git/objects/info")).resolve("alternates"),
                folder.resolve(".git/objects") + "\n../objects\n../../other\n");
        Files.createDirectories(folder.resolve("other/info"));
        Files.writeString(
                folder.resolve("other/info/alternates"), folder.resolve(".git/objects") + "\n");
        assertThat(RevisionFiles.since(folder, "HEAD", List.of("a.txt"), Duration.ofSeconds(10)))
                .isEmpty();
        Files.createDirectories(folder.resolve(".git/objects/pack"));
        for (String name : List.of("x.idx", "x.pack", "x.rev")) {
            pipe("objects/pack/pack-" + name);
            refused("is not a plain file");
            Files.delete(folder.resolve(".git/objects/pack/pack-" + name));
        }
    }
}
