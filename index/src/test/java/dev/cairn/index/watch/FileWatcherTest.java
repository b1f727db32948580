package dev.cairn.index.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The watcher on real folders, with an update that notes what it is asked for. */
@Timeout(60)
final class FileWatcherTest {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir Path temporary;
    private Path root;
    private final BlockingQueue<Changes> updates = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private FileWatcher watcher;

    @SuppressWarnings("NullAway.Init")
    private Thread thread;

    @BeforeEach
    void resolve() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("tree"));
    }

    private void start(Duration scanInterval, Path... roots) throws InterruptedException {
        watcher =
                new FileWatcher(
                        List.of(roots),
                        scanInterval,
                        path -> path.startsWith(root.resolve("storage")),
                        this::note);
        thread =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                watcher.run();
                            } catch (InterruptedException e) {
                                // The test is over.
                            }
                        });
        for (Path each : roots) {
            assertThat(next()).isEqualTo(Changes.everything(each));
        }
    }

    private long note(Changes changes) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new DatabaseException(DatabaseErrorCode.NOT_CONNECTED, "the worker is gone");
        }
        updates.add(changes);
        return changes.everything() ? 0 : changes.paths().size();
    }

    private Changes next() throws InterruptedException {
        Changes changes = updates.poll(20, TimeUnit.SECONDS);
        assertThat(changes).as("an update").isNotNull();
        return changes;
    }

    private void requireSilence() throws InterruptedException {
        assertThat(updates.poll(600, TimeUnit.MILLISECONDS)).isNull();
    }

    @AfterEach
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
        watcher.close();
    }

    @Test
    void savingAFileUpdatesItsPath() throws Exception {
        start(LONG, root);
        Path file = root.resolve("A.java");
        Files.writeString(file, "class A {}");
        assertThat(next().paths()).containsExactly(file);
        Path fresh = root.resolve(".A.java.tmp");
        Files.writeString(fresh, "class B {}");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        assertThat(next().paths()).contains(file);
        Files.delete(file);
        assertThat(next().paths()).containsExactly(file);
    }

    @Test
    void filesInANewFolderAndInAMovedOneAreFollowed() throws Exception {
        start(LONG, root);
        Path folder = root.resolve("a/b/c");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("C.java"), "class C {}");
        assertThat(next().paths()).contains(root.resolve("a"));
        Files.move(root.resolve("a"), root.resolve("z"));
        assertThat(next().paths()).contains(root.resolve("a"), root.resolve("z"));
        Path moved = root.resolve("z/b/c/C.java");
        Files.writeString(moved, "class D {}");
        assertThat(next().paths()).contains(moved);
    }

    @Test
    void ownFilesAndIgnoredFoldersDoNotWakeTheWatcher() throws Exception {
        Files.writeString(root.resolve(".gitignore"), "target/\n*.log\n");
        Files.createDirectories(root.resolve("target/deep"));
        Files.createDirectories(root.resolve(".cairn/data"));
        Files.createDirectories(root.resolve(".git/objects"));
        Files.createDirectories(root.resolve("storage"));
        start(LONG, root);
        for (int i = 0; i < 20; i++) {
            Files.writeString(root.resolve(".cairn/data/index.db"), "x" + i);
            Files.writeString(root.resolve(".git/objects/o" + i), "x");
            Files.writeString(root.resolve("target/deep/A.class"), "x" + i);
            Files.writeString(root.resolve("a.log"), "x" + i);
            Files.writeString(root.resolve("storage/index.db-wal"), "x" + i);
        }
        Files.createDirectories(root.resolve(".cairn/run/new"));
        Files.createDirectories(root.resolve("target/new"));
        requireSilence();
        assertThat(watcher.report().events()).isZero();
    }

    @Test
    void aChangedIgnoreFileHasTheTreeScannedAndItsFoldersFollowed() throws Exception {
        Path ignore = root.resolve(".gitignore");
        Files.writeString(ignore, "generated/\n");
        Path folder = Files.createDirectories(root.resolve("generated"));
        start(LONG, root);
        Files.writeString(folder.resolve("A.java"), "class A {}");
        requireSilence();
        Files.writeString(ignore, "other/\n");
        assertThat(next()).isEqualTo(Changes.everything(root));
        Path file = folder.resolve("B.java");
        Files.writeString(file, "class B {}");
        assertThat(next().paths()).contains(file);
        Files.writeString(ignore, "generated/\n");
        assertThat(next()).isEqualTo(Changes.everything(root));
        Files.writeString(file, "class C {}");
        requireSilence();
    }

    @Test
    void thousandsOfFilesAreFewPiecesOfWork() throws Exception {
        for (int i = 0; i < 40; i++) {
            Files.createDirectory(root.resolve("d" + i));
        }
        start(LONG, root);
        Set<Path> missing = new HashSet<>();
        for (int i = 0; i < 4_000; i++) {
            Path file = root.resolve("d" + i % 40).resolve("F" + i + ".txt");
            Files.writeString(file, "x");
            missing.add(file);
        }
        int pieces = 0;
        Changes piece = next();
        while (piece != null) {
            pieces++;
            // A slow machine writes so few at a time that each is named; else all is scanned.
            if (piece.everything()) {
                missing.clear();
            }
            missing.removeAll(piece.paths());
            piece = updates.poll(3, TimeUnit.SECONDS);
        }
        assertThat(missing).isEmpty();
        assertThat(pieces).isLessThan(40);
    }

    @Test
    void whatCouldNotBeDoneIsDoneLater() throws Exception {
        start(LONG, root);
        failures.set(2);
        Path file = root.resolve("A.java");
        Files.writeString(file, "class A {}");
        assertThat(next().paths()).containsExactly(file);
        requireSilence();
        assertThat(watcher.report().lastError()).isEmpty();
    }

    @Test
    void aTreeIsScannedAtTheIntervalAndLessOftenWhileNothingIsMissed() throws Exception {
        start(Duration.ofMillis(300), root);
        assertThat(next()).isEqualTo(Changes.everything(root));
        long began = System.nanoTime();
        assertThat(next()).isEqualTo(Changes.everything(root));
        assertThat(next()).isEqualTo(Changes.everything(root));
        assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofMillis(1_500).toNanos());
    }

    @Test
    void severalTreesAreFollowedAndOneThatIsMissingIsTakenUpWhenItAppears() throws Exception {
        Path other = Files.createDirectory(root.resolveSibling("other"));
        Path missing = root.resolveSibling("missing");
        start(Duration.ofMillis(200), root, other, missing);
        assertThat(watcher.report().lastError())
                .startsWith("cannot watch '" + missing + "': there is no such folder");
        Path file = other.resolve("A.java");
        Files.writeString(file, "class A {}");
        while (!next().paths().contains(file)) {
            // A scan of one of the trees.
        }
        Files.createDirectory(missing);
        while (!watcher.report().lastError().isEmpty()) {
            Thread.sleep(10);
        }
        Path late = missing.resolve("B.java");
        Files.writeString(late, "class B {}");
        while (!next().paths().contains(late)) {
            // A scan of one of the trees.
        }
    }
}
