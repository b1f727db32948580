package dev.cairn.index.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Follows a tree, and prints what is wrong with the watch and how many pieces of work it did. */
final class WatchingMain {

    private WatchingMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        AtomicInteger works = new AtomicInteger();
        FileWatcher watcher =
                new FileWatcher(
                        List.of(Path.of(arguments[0])),
                        Duration.ofSeconds(1),
                        _ -> false,
                        changes -> {
                            System.out.println(
                                    "work " + works.incrementAndGet() + " " + changes.everything());
                            return 0;
                        });
        Thread thread =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                watcher.run();
                            } catch (InterruptedException _) {
                                // It was told to end.
                            }
                        });
        while (works.get() < 3) {
            Thread.sleep(20);
        }
        System.out.println("problem " + watcher.report().lastError());
        thread.interrupt();
        thread.join();
        watcher.close();
    }
}
