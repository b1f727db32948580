package dev.cairn.worker.manager;

import java.nio.file.Path;

/** A program that has a worker, says its process id, and waits to be killed. */
final class ParentMain {

    private ParentMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        try (WorkerManager workers = new WorkerManager(RestartPolicy.standard())) {
            workers.register(
                    new DatabaseWorker(
                            WorkerFixture.configuration(folder, folder.resolve("test.db"))));
            workers.start();
            System.out.println(workers.states().getFirst().process());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
