package dev.cairn.server.process;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.SyncResult;
import dev.cairn.index.CodeIndexSchema;
import dev.cairn.index.reader.KeptReaders;
import dev.cairn.server.process.ServerRecord.OpenDoorRecord;
import dev.cairn.server.process.ServerRecord.Phase;
import dev.cairn.worker.supervision.ManagedDatabaseWorker;
import dev.cairn.worker.supervision.ManagedWorker;
import dev.cairn.worker.supervision.RestartPolicy;
import dev.cairn.worker.supervision.WorkerManager;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server of a project: the database worker, the workers that keep the index up to date, and the
 * doors for clients.
 *
 * <p>How it starts is {@link #startAll}, step by step. The workers behind the database worker are
 * begun in order, and get ready at the same time. What was started is stopped in the reverse order,
 * at the end as well as after a step that failed.
 */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final ServerSettings settings;
    private final Consumer<String> notes;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final List<OpenDoorRecord> doors = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final long processStartMillis =
            ServerRecord.processStartMillis(ProcessHandle.current());
    private volatile Phase phase = Phase.STARTING;
    private volatile long readyAtMillis;
    private volatile String problem = "";
    private volatile @Nullable WorkerManager workers;
    private volatile @Nullable RecordWriter writer;

    private Server(ServerSettings settings, Consumer<String> notes) {
        this.settings = settings;
        this.notes = notes;
    }

    /**
     * Starts the server of a project.
     *
     * @param notes told in words what was done that a person should know
     * @throws DatabaseException if a step of the start fails, which the message names; nothing runs
     *     then
     */
    public static Server start(ServerSettings settings, Consumer<String> notes) {
        Server server = new Server(settings, notes);
        try {
            server.startAll();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The start-up, in order. */
    private void startAll() {
        step("create the storage folders", () -> settings.database().storage().create());
        ServerLock lock =
                step("take the project's lock", () -> own(ServerLock.take(settings.run())));
        boolean afterCrash = ServerRecord.read(settings.run()).filter(this::isCrashed).isPresent();
        step("write the state of the server", () -> begin(lock));
        WorkerManager manager = step("make the manager of the workers", this::manager);

        if (settings.database().isFile()) {
            step("start the database worker", () -> start(manager, databaseWorker()));
        }
        CodeDatabase database = step("open the database", this::openDatabase);
        own(KeptReaders.begin());
        boolean readOnly = step("bring the schema up to date", () -> isNewerAfterSync(database));

        List<Begun> begun = new ArrayList<>();
        for (ServerWorkers.Start start : ServerWorkers.of(settings, readOnly, afterCrash, notes)) {
            ManagedWorker worker = start.worker();
            begun.add(begin(manager, "start the worker '" + worker.name() + "'", worker));
            if (start.isAwaited()) {
                // Nothing is written before it has finished or undone what was interrupted.
                begun.forEach(this::await);
            }
        }

        DoorContext context = new DoorContext(settings, database, readOnly, this::record);
        for (Door door : ServiceLoader.load(Door.class)) {
            step("open the door '" + door.name() + "'", () -> open(door, context));
        }
        begun.forEach(this::await);
        readyAtMillis = System.currentTimeMillis();
        become(readOnly ? Phase.READ_ONLY : Phase.READY);
        RecordWriter record = writer;
        if (record != null) {
            // Who hears that the server is ready reads at once where its doors are.
            record.write();
        }
    }

    private <T> T step(String name, Supplier<T> work) {
        LOG.info("server: {}", name);
        try {
            return work.get();
        } catch (DatabaseException e) {
            String message = "cannot %s: %s".formatted(name, e.getMessage());
            LOG.error("the start of the server failed: {}", message);
            throw new DatabaseException(e.code(), message, e.details(), e);
        }
    }

    private void step(String name, Runnable work) {
        boolean _ =
                step(
                        name,
                        () -> {
                            work.run();
                            return true;
                        });
    }

    private <T extends AutoCloseable> T own(T resource) {
        started.push(resource);
        return resource;
    }

    private boolean isCrashed(ServerRecord before) {
        return before.phase() != Phase.STOPPED;
    }

    private WorkerManager manager() {
        WorkerManager manager = own(new WorkerManager(RestartPolicy.standard(), this::changed));
        workers = manager;
        return manager;
    }

    /** Writes the state from here on, and ends the server when its lock was removed. */
    private void begin(ServerLock lock) {
        RecordWriter record = own(new RecordWriter(settings.run(), this::record));
        writer = record;
        record.watch(lock, this::lockLost);
        record.changed();
    }

    private void lockLost() {
        LOG.error("'{}' was removed; the server stops", settings.run());
        askToStop();
    }

    private ManagedWorker databaseWorker() {
        if (!settings.database().worker().enabled()) {
            throw new DatabaseException(
                    DatabaseErrorCode.INVALID_CONFIGURATION,
                    "configuration '%s' disables it, and several processes of a server write to '%s'; set workers.database.enabled to true"
                            .formatted(
                                    settings.configuration().source(), settings.database().path()));
        }
        return new ManagedDatabaseWorker(settings.database());
    }

    private static void start(WorkerManager manager, ManagedWorker worker) {
        manager.register(worker);
        manager.start();
    }

    /** A worker that is starting while the server goes on. */
    private record Begun(String step, CompletableFuture<Void> ready) {}

    private static Begun begin(WorkerManager manager, String step, ManagedWorker worker) {
        LOG.info("server: begin to {}", step);
        return new Begun(step, manager.begin(worker));
    }

    private void await(Begun worker) {
        step(worker.step, () -> join(worker.ready));
    }

    private static void join(CompletableFuture<Void> ready) {
        try {
            ready.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DatabaseException cause
                    ? cause
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException(
                    DatabaseErrorCode.CANCELLED, "the start was interrupted", e);
        }
    }

    private CodeDatabase openDatabase() {
        return own(ServerDatabases.open(settings.database(), "server"));
    }

    /** Returns whether the database is newer than the program, so that nothing may be written. */
    private boolean isNewerAfterSync(CodeDatabase database) {
        SyncResult sync = CodeIndexSchema.ensure(database);
        return switch (sync.outcome()) {
            case NEWER_DATABASE -> {
                problem =
                        "database '%s' has schema version %s, which is newer than this program's; it is served without writing: install a newer program"
                                .formatted(
                                        settings.database().location().text(), sync.fromVersion());
                notes.accept(problem);
                yield true;
            }
            case CHANGED -> {
                notes.accept(describe(sync));
                yield false;
            }
            case UNCHANGED, PLANNED -> false;
        };
    }

    private String describe(SyncResult sync) {
        return sync.fromVersion().isEmpty()
                ? "made the index '%s'".formatted(settings.database().location().text())
                : "brought the schema from version %s to %s%s"
                        .formatted(
                                sync.fromVersion(),
                                sync.toVersion(),
                                sync.backupPath()
                                        .map(path -> "; backup '" + path + "'")
                                        .orElse(""));
    }

    private void open(Door door, DoorContext context) {
        if (door.needed(settings)) {
            Door.OpenDoor open = own(door.open(context));
            doors.add(new OpenDoorRecord(door.name(), open.address()));
        }
    }

    private void become(Phase next) {
        phase = next;
        changed();
    }

    private void changed() {
        RecordWriter record = writer;
        if (record != null) {
            record.changed();
        }
    }

    /** Returns the state of the server and its workers now. */
    public ServerRecord record() {
        WorkerManager manager = workers;
        return new ServerRecord(
                phase,
                ProcessHandle.current().pid(),
                processStartMillis,
                readyAtMillis,
                settings.configuration().source().toString(),
                settings.folders().stream().map(Object::toString).toList(),
                problem,
                manager == null ? List.of() : manager.states(),
                doors);
    }

    /**
     * Asks the server to stop; {@link #awaitStop} returns. From any thread, any number of times.
     */
    public void askToStop() {
        stopAsked.countDown();
    }

    /** Waits until the server is asked to stop. */
    public void awaitStop() {
        try {
            stopAsked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops what runs, the last first. */
    @Override
    public synchronized void close() {
        become(Phase.STOPPING);
        while (!started.isEmpty()) {
            AutoCloseable last = started.pop();
            if (last == writer) {
                phase = Phase.STOPPED;
            }
            try {
                last.close();
            } catch (Exception e) {
                LOG.warn("the stop of the server: {}", e.toString());
            }
        }
    }
}
