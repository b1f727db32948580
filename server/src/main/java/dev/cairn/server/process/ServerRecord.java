package dev.cairn.server.process;

import dev.cairn.database.file.BoundedFile;
import dev.cairn.worker.protocol.Documents;
import dev.cairn.worker.supervision.WorkerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of a server, kept in the file {@value #FILE} of the run folder for other processes. It
 * is written only when it changes.
 *
 * @param phase where the server is between start and end
 * @param process its process id
 * @param processStartMillis when its process began, in milliseconds since 1970, which differs for a
 *     later process with the same id; 0 if the system does not report it
 * @param readyAtMillis when it was ready; 0 if it is not yet
 * @param configuration where its configuration comes from
 * @param folders the source trees that it follows
 * @param problem what is wrong with all of it, such as a database of a newer version; empty if
 *     nothing is
 * @param workers its workers
 * @param doors where clients come in
 */
public record ServerRecord(
        Phase phase,
        long process,
        long processStartMillis,
        long readyAtMillis,
        String configuration,
        List<String> folders,
        String problem,
        List<WorkerState> workers,
        List<OpenDoorRecord> doors) {

    static final String FILE = "server.json";

    public ServerRecord {
        folders = List.copyOf(folders);
        workers = List.copyOf(workers);
        doors = List.copyOf(doors);
    }

    /** Where a server is between start and end. */
    public enum Phase {
        STARTING,
        READY,
        /** Ready, but nothing is written. */
        READ_ONLY,
        STOPPING,
        /** It has ended in order. */
        STOPPED
    }

    /** An open door: its name and where clients come in. */
    public record OpenDoorRecord(String name, String address) {}

    /** Returns when the present process began; 0 if the system does not report it. */
    static long processStartMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Returns what the last server of a run folder wrote; empty if there was none. */
    public static Optional<ServerRecord> read(Path run) {
        Path file = run.resolve(FILE);
        try {
            return Optional.of(
                    Documents.read(
                            BoundedFile.textWithoutLinks(file, BoundedFile.RECORD_BYTES),
                            ServerRecord.class));
        } catch (IOException | RuntimeException e) {
            // There is none, or it was not written by a server of this version.
            return Optional.empty();
        }
    }

    /** Returns the server of a run folder if it is running. */
    public static Optional<ServerRecord> ofRunning(Path run) {
        return read(run).filter(record -> record.handle().isPresent());
    }

    /** Returns the process of the server; empty if it has ended. */
    public Optional<ProcessHandle> handle() {
        return phase == Phase.STOPPED ? Optional.empty() : handle(process, processStartMillis);
    }

    /** Returns the process with that id, if it is the one that began then. */
    static Optional<ProcessHandle> handle(long process, long startMillis) {
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> processStartMillis(handle) == startMillis);
    }

    /** Writes the record in one step, readable for its owner. */
    void write(Path run) throws IOException {
        Path fresh =
                Files.createTempFile(
                        run,
                        "server-",
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(fresh, Documents.write(this));
            Files.move(fresh, run.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
