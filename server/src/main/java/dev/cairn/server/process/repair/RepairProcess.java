package dev.cairn.server.process.repair;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.FileErrors;
import dev.cairn.index.reader.KeptReaders;
import dev.cairn.server.process.ServerDatabases;
import dev.cairn.server.process.WorkerMain;
import dev.cairn.worker.manager.DbWorkerManager;
import dev.cairn.worker.proxy.WorkerClient;
import dev.cairn.worker.queue.WriteWeight;
import dev.cairn.worker.supervision.ManagedWorker.Activity;
import dev.cairn.worker.supervision.ParentLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The process of the repair worker: it looks once at the database and ends. After a crash the
 * repair comes before it is ready; everything else waits until the database is idle.
 */
public final class RepairProcess {

    private static final long LOOK_MILLIS = 2_000;

    /** So many looks in a row without a writer are idleness. */
    private static final int IDLE_LOOKS = 3;

    /** A database that is never idle is looked at all the same, after ten minutes. */
    private static final int MOST_LOOKS = 300;

    private final RepairParameters parameters;
    private final ParentLink parent;
    private final AtomicReference<String> doing = new AtomicReference<>("starting");

    private RepairProcess(RepairParameters parameters, ParentLink parent) {
        this.parameters = parameters;
        this.parent = parent;
    }

    /** Examines the database once. */
    public static void main(String[] arguments) {
        ParentLink parent = ParentLink.ofThisProcess();
        try {
            RepairProcess process =
                    new RepairProcess(parent.parameters(RepairParameters.class), parent);
            WorkerMain.run(parent, process::activity, process::look);
        } catch (DatabaseException e) {
            parent.failed(e);
        }
    }

    private Activity activity() {
        return new Activity(0, 0, doing.get(), "", Map.of());
    }

    private void look() throws InterruptedException {
        try (KeptReaders _ = KeptReaders.begin();
                CodeDatabase database =
                        ServerDatabases.open(
                                parameters.database(),
                                new WorkerClient("repair", WriteWeight.INDEXER))) {
            RepairLook look = new RepairLook(parameters, database);
            if (parameters.afterCrash()) {
                doing.set("repairing after a crash");
                look.repair();
                parent.ready();
            } else {
                parent.ready();
            }
            awaitIdle();
            if (!parameters.afterCrash()) {
                doing.set("looking for interrupted work");
                look.repair();
            }
            doing.set("checking the database");
            look.check(this::isWriting);
            doing.set("removing what need not be kept");
            look.prune();
            look.record();
            write(look.report());
        }
    }

    private void awaitIdle() throws InterruptedException {
        doing.set("waiting until the database is idle");
        int idle = 0;
        for (int i = 0; idle < IDLE_LOOKS && i < MOST_LOOKS; i++) {
            Thread.sleep(LOOK_MILLIS);
            idle = isWriting() ? 0 : idle + 1;
        }
    }

    private boolean isWriting() {
        return DbWorkerManager.status(parameters.database())
                .filter(status -> !status.writer().isEmpty() || status.waitingWriters() > 0)
                .isPresent();
    }

    private void write(RepairReport report) {
        Path run = parameters.database().storage().run();
        try {
            report.write(run);
        } catch (IOException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.IO,
                    "cannot write the report of the repair worker to '%s': %s"
                            .formatted(run, FileErrors.reason(e)),
                    e);
        }
    }
}
