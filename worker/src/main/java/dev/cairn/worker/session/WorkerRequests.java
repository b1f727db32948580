package dev.cairn.worker.session;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.MaintenanceRequest;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.maintenance.MaintenanceRegistry;
import dev.cairn.worker.protocol.Documents;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.WorkerStatus;
import dev.cairn.worker.protocol.WorkerSummary;
import dev.cairn.worker.service.AllowedFolders;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The requests that concern the worker or the database as a whole; their results are JSON. */
public final class WorkerRequests {

    private final String program;
    private final AllowedFolders folders;
    private final Supplier<WorkerStatus> status;
    private final Supplier<String> metrics;
    private final LongConsumer shutdown;

    /**
     * Makes the requests answerable.
     *
     * @param program the version of the program
     * @param folders what the paths of requests may name
     * @param status returns the state of the worker
     * @param metrics returns the measurements in the format of Prometheus
     * @param shutdown stops the worker, given how many milliseconds what runs may take to finish
     */
    public WorkerRequests(
            String program,
            AllowedFolders folders,
            Supplier<WorkerStatus> status,
            Supplier<String> metrics,
            LongConsumer shutdown) {
        this.program = program;
        this.folders = folders;
        this.status = status;
        this.metrics = metrics;
        this.shutdown = shutdown;
    }

    String program() {
        return program;
    }

    String status() {
        return Documents.write(status.get());
    }

    WorkerSummary summary() {
        return WorkerSummary.of(status.get());
    }

    String metrics() {
        return metrics.get();
    }

    void shutdown(long drainMillis) {
        shutdown.accept(drainMillis);
    }

    String inspect(StatementExecution talk) {
        OpenTransaction open = talk.transaction().open();
        if (open != null) {
            return Documents.write(open.driver().inspectSchema());
        }
        DatabaseDriver driver = talk.drivers().takeReader();
        try {
            return Documents.write(driver.inspectSchema());
        } finally {
            talk.drivers().giveBack(driver);
        }
    }

    String perform(
            Request.Perform perform,
            StatementExecution talk,
            RunningRequest running,
            ProgressListener progress) {
        talk.transaction().requireUsable();
        if (talk.transaction().open() != null) {
            throw new DatabaseException(
                    DatabaseErrorCode.TRANSACTION_STATE,
                    "work on the whole database cannot be a part of a transaction; end it first");
        }
        MaintenanceRequest<?> named =
                MaintenanceRegistry.requestType(perform.name())
                        .<MaintenanceRequest<?>>map(
                                type -> Documents.read(perform.document(), type))
                        .orElseThrow(() -> unknown(perform.name()));
        MaintenanceRequest<?> request = folders.resolve(named);
        Function<DatabaseDriver, String> work =
                driver -> Documents.write(driver.perform(request, progress));
        WholeDatabaseWork database = talk.wholeDatabase();
        return database.policy().run(() -> carryOut(request, work, database, running));
    }

    private static String carryOut(
            MaintenanceRequest<?> request,
            Function<DatabaseDriver, String> work,
            WholeDatabaseWork database,
            RunningRequest running) {
        String name = MaintenanceRegistry.name(request.getClass());
        return switch (request.access()) {
            case READ -> database.besideWriters(running, work);
            case WRITE -> database.insteadOfWriters(name, running, work);
            case REPLACE -> database.alone(name, running, work);
        };
    }

    private static DatabaseException unknown(String name) {
        return new DatabaseException(
                DatabaseErrorCode.FORBIDDEN,
                "unknown maintenance request '%s'; known requests are %s"
                        .formatted(name, MaintenanceRegistry.names()));
    }
}
