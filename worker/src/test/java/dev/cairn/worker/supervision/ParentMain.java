package dev.cairn.worker.supervision;

import dev.cairn.worker.launch.WorkerLauncher;
import dev.cairn.worker.manager.WorkerFixture;
import java.nio.file.Path;
import java.time.Duration;

/** A program that has two workers, prints their process ids, and waits to be killed. */
final class ParentMain {

    private ParentMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        try (WorkerManager workers = new WorkerManager(RestartPolicy.standard())) {
            workers.register(
                    new ManagedDatabaseWorker(
                            WorkerFixture.configuration(folder, folder.resolve("test.db"))));
            workers.register(
                    new ProcessWorker(
                            "talker",
                            new WorkerLauncher(TalkingMain.class, folder.resolve("talker.log")),
                            new TalkingMain.Parameters("stay", 1),
                            Duration.ofSeconds(30)));
            workers.start();
            System.out.println(
                    workers.states().getFirst().process()
                            + " "
                            + workers.states().getLast().process());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
