package dev.cairn.worker.manager;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.file.SqliteFile;
import dev.cairn.worker.launch.ProcessEnd;
import dev.cairn.worker.protocol.Documents;
import dev.cairn.worker.protocol.Request;
import dev.cairn.worker.protocol.Response;
import dev.cairn.worker.protocol.WorkerStatus;
import dev.cairn.worker.protocol.WorkerSummary;
import dev.cairn.worker.proxy.WorkerClient;
import dev.cairn.worker.proxy.WorkerConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker that may be running behind a socket; none is started. */
public final class RunningWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RunningWorker.class);

    private final Path database;
    private final Path socket;
    private final Duration spin;

    /**
     * Names a worker.
     *
     * @param database the database that it must own, by its canonical path
     * @param spin how long a client's read polls before it sleeps; zero for not at all
     */
    RunningWorker(Path database, Path socket, Duration spin) {
        this.database = database;
        this.socket = socket;
        this.spin = spin;
    }

    /**
     * Returns the worker that was recorded last as the owner of a database, wherever it was
     * started; empty if it does not answer. It may be gone by now.
     *
     * <p>The file that names the socket lies next to the database and may have come with it, so it
     * may name the worker of another database: that worker is not spoken to.
     */
    public static Optional<RunningWorker> ofOwner(Path database) {
        return DatabaseOwnership.lastOwner(database)
                .filter(owner -> ProcessHandle.of(owner.processId()).isPresent())
                .flatMap(DatabaseOwnership.Owner::socket)
                .map(socket ->
                        new RunningWorker(
                                SqliteFile.inExistingFolder(database), socket, Duration.ZERO));
    }

    /**
     * Opens a session; empty if no worker answers, or the worker of another database does.
     *
     * @param client what the client is
     * @throws DatabaseException if the worker turns the client away
     */
    public Optional<WorkerConnection> connect(WorkerClient client) {
        try {
            WorkerConnection connection = WorkerConnection.open(socket, client, spin);
            if (owns(connection.welcome().location())) {
                return Optional.of(connection);
            }
            connection.close();
            return Optional.empty();
        } catch (IOException e) {
            return noAnswer(e);
        }
    }

    private boolean owns(String location) {
        boolean owns = location.equals(database.toString());
        if (!owns) {
            LOG.warn("the worker at '{}' owns '{}', not '{}'", socket, location, database);
        }
        return owns;
    }

    /** Returns the state of the worker; empty if it does not answer. */
    public Optional<WorkerStatus> status() {
        return ask(new Request.Status())
                .map(json -> Documents.read(json, WorkerStatus.class))
                .filter(status -> owns(status.database()));
    }

    /** Returns the part of the status that is read at once; empty if the worker does not answer. */
    public Optional<WorkerSummary> summary() {
        try {
            return WorkerConnection.ask(socket, new Request.Summary())
                            instanceof Response.Summary answer
                    ? Optional.of(answer.summary()).filter(own -> owns(own.database()))
                    : Optional.empty();
        } catch (IOException e) {
            return noAnswer(e);
        } catch (DatabaseException e) {
            if (e.code() != DatabaseErrorCode.PROTOCOL) {
                throw e;
            }
            // A worker of an earlier version, which goes on until its idle time is over.
            return status().map(WorkerSummary::of);
        }
    }

    /**
     * Returns the worker's measurements in the format of Prometheus; empty if it does not answer.
     */
    public Optional<String> metrics() {
        return summary().flatMap(_ -> ask(new Request.Metrics()));
    }

    private Optional<String> ask(Request request) {
        try {
            return WorkerConnection.ask(socket, request) instanceof Response.Document document
                    ? Optional.of(document.json())
                    : Optional.empty();
        } catch (IOException e) {
            return noAnswer(e);
        }
    }

    /**
     * Stops the worker and waits until it is gone: it may finish what runs, then it is asked by a
     * signal, then it is ended.
     *
     * @param drain how long it may take to finish what runs
     * @return whether one was running
     */
    public boolean stop(Duration drain) {
        Optional<ProcessHandle> process = askToStop(drain);
        process.ifPresent(running -> ProcessEnd.await(running, drain));
        return process.isPresent();
    }

    /** Asks the worker to stop and returns its process; empty if it does not answer. */
    Optional<ProcessHandle> askToStop(Duration drain) {
        Optional<WorkerSummary> running = summary();
        if (running.isEmpty()) {
            return Optional.empty();
        }
        try {
            WorkerConnection.ask(socket, new Request.Shutdown(drain.toMillis()));
        } catch (IOException e) {
            LOG.debug("the worker went away: {}", e.toString());
        }
        return ProcessHandle.of(running.get().process());
    }

    private <T> Optional<T> noAnswer(IOException cause) {
        LOG.debug("no worker answers at '{}': {}", socket, cause.toString());
        return Optional.empty();
    }
}
