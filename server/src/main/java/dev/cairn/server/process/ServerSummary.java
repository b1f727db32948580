package dev.cairn.server.process;

import dev.cairn.database.file.BoundedFile;
import dev.cairn.worker.protocol.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a short command wants of a {@link ServerRecord}. It is read without the rest, which would
 * take as long as all else that such a command does.
 *
 * @param process the server's process id
 * @param problem what is wrong with all of it; empty if nothing is
 */
public record ServerSummary(long process, String problem) {

    /** Returns the server of a run folder if it is running. */
    public static Optional<ServerSummary> ofRunning(Path run) {
        Path file = run.resolve(ServerRecord.FILE);
        try {
            String json = BoundedFile.textWithoutLinks(file, BoundedFile.RECORD_BYTES);
            boolean stopped = value(json, "phase").equals(ServerRecord.Phase.STOPPED.name());
            long process = Long.parseLong(value(json, "process"));
            long start = Long.parseLong(value(json, "processStartMillis"));
            return stopped || ServerRecord.handle(process, start).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ServerSummary(process, value(json, "problem")));
        } catch (IOException | RuntimeException e) {
            // There is none, or it was not written by a server of this version.
            return Optional.empty();
        }
    }

    private static String value(String json, String name) {
        return Documents.value(json, name).orElse("");
    }
}
