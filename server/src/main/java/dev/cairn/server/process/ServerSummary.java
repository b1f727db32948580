package dev.cairn.server.process;

import dev.cairn.worker.protocol.Documents;
import java.io.IOException;
import java.nio.file.Files;
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
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            String json = Files.readString(file);
            boolean stopped = value(json, "phase").equals(ServerRecord.Phase.STOPPED.name());
            long process = Long.parseLong(value(json, "process"));
            long start = Long.parseLong(value(json, "processStartMillis"));
            return stopped || ServerRecord.handle(process, start).isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ServerSummary(process, value(json, "problem")));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String value(String json, String name) {
        return Documents.value(json, name).orElse("");
    }
}
