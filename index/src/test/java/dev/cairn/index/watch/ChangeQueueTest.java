package dev.cairn.index.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChangeQueueTest {

    private static final Path ROOT = Path.of("/tree");
    private static final QuietTime QUICK =
            new QuietTime(Duration.ofMillis(20), Duration.ofMillis(30), 4, Duration.ofMillis(400));

    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    @Test
    void aFewChangesWaitForQuietButNotLong() {
        QuietTime standard = QuietTime.STANDARD;
        assertThat(standard.dueNanos(0, 0, 1)).isEqualTo(millis(200));
        assertThat(standard.dueNanos(0, millis(40), 2)).isEqualTo(millis(240));
        assertThat(standard.dueNanos(0, millis(190), 20)).isEqualTo(millis(250));
    }

    @Test
    void aStormIsWaitedForUpToItsLimit() {
        QuietTime standard = QuietTime.STANDARD;
        assertThat(standard.dueNanos(0, millis(1_900), 4_000)).isEqualTo(millis(2_100));
        assertThat(standard.dueNanos(0, millis(4_950), 4_000)).isEqualTo(millis(5_000));
    }

    @Test
    void theClockMayWrapAround() {
        long first = Long.MAX_VALUE - 10;
        assertThat(QuietTime.STANDARD.dueNanos(first, first, 1) - first).isEqualTo(millis(200));
    }

    @Test
    void changesOfATreeAreGivenOutTogetherWhenItIsQuiet() throws InterruptedException {
        ChangeQueue queue = new ChangeQueue(QUICK);
        queue.add(ROOT, ROOT.resolve("a"));
        queue.add(ROOT, ROOT.resolve("b"));
        queue.add(ROOT, ROOT.resolve("a"));
        assertThat(queue.size()).isEqualTo(2);
        Changes changes = queue.take(Duration.ofSeconds(5)).orElseThrow();
        assertThat(changes.paths()).containsExactlyInAnyOrder(ROOT.resolve("a"), ROOT.resolve("b"));
        assertThat(changes.everything()).isFalse();
        assertThat(queue.take(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void aFolderStandsForWhatIsInIt() throws InterruptedException {
        ChangeQueue queue = new ChangeQueue(QUICK);
        Path folder = ROOT.resolve("a/b");
        queue.add(ROOT, folder.resolve("c/F.java"));
        queue.add(ROOT, folder);
        queue.add(ROOT, ROOT.resolve("a/bc"));
        assertThat(queue.take(Duration.ofSeconds(5)).orElseThrow().paths())
                .containsExactlyInAnyOrder(folder, ROOT.resolve("a/bc"));
    }

    @Test
    void tooManyPathsOfATreeBecomeAScanOfIt() throws InterruptedException {
        ChangeQueue queue = new ChangeQueue(QUICK);
        for (int i = 0; i <= ChangeQueue.MOST_PATHS; i++) {
            queue.add(ROOT, ROOT.resolve("f" + i));
        }
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.take(Duration.ofSeconds(5))).contains(Changes.everything(ROOT));
    }

    @Test
    void oneTreeDoesNotWaitForAnother() throws InterruptedException {
        ChangeQueue queue = new ChangeQueue(QUICK);
        Path other = Path.of("/other");
        for (int i = 0; i < 10; i++) {
            queue.add(ROOT, ROOT.resolve("f" + i));
        }
        Thread storm =
                Thread.ofVirtual()
                        .start(() -> {
                            for (int i = 0; !Thread.interrupted(); i++) {
                                queue.add(ROOT, ROOT.resolve("g" + i % 50));
                                try {
                                    Thread.sleep(1);
                                } catch (InterruptedException e) {
                                    return;
                                }
                            }
                        });
        queue.addEverything(other);
        // On a busy machine the storm may pause, so either tree may come first.
        List<Path> first =
                List.of(
                        queue.take(Duration.ofSeconds(5)).orElseThrow().root(),
                        queue.take(Duration.ofSeconds(5)).orElseThrow().root());
        assertThat(first).contains(other);
        storm.interrupt();
        storm.join();
    }
}
