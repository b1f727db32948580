package dev.cairn.server.process;

import dev.cairn.worker.launch.ProcessEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A server that may be running for a project; none is started. */
public final class RunningServer {

    private RunningServer() {}

    /**
     * Stops the server of a run folder with all its workers, and waits until it is gone.
     *
     * @param drain how long the workers may take to finish what runs
     * @return the process that was stopped; empty if none was running
     */
    public static Optional<Long> stop(Path run, Duration drain) {
        Optional<ProcessHandle> server = ServerRecord.ofRunning(run).flatMap(ServerRecord::handle);
        server.ifPresent(process -> {
            process.destroy();
            ProcessEnd.await(process, drain);
        });
        return server.map(ProcessHandle::pid);
    }
}
