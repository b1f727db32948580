package dev.cairn.worker.supervision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a process takes of the machine.
 *
 * @param residentBytes its memory that is in RAM; 0 if the system does not report it
 * @param processorTime the processor time that it has taken
 */
public record ProcessUsage(long residentBytes, Duration processorTime) {

    private static final String RESIDENT = "VmRSS:";

    /** Returns what a process takes; empty if there is none with that id. */
    public static Optional<ProcessUsage> of(long process) {
        return ProcessHandle.of(process)
                .map(handle ->
                        new ProcessUsage(
                                residentBytes(process),
                                handle.info().totalCpuDuration().orElse(Duration.ZERO)));
    }

    /** Linux reports it in /proc (proc_pid_status(5)). */
    private static long residentBytes(long process) {
        try {
            for (String line :
                    Files.readAllLines(Path.of("/proc", Long.toString(process), "status"))) {
                if (line.startsWith(RESIDENT)) {
                    String[] words = line.substring(RESIDENT.length()).strip().split("\\s+", -1);
                    return Long.parseLong(words[0]) * 1024;
                }
            }
        } catch (IOException | NumberFormatException _) {
            // Another system, or the process has just ended.
        }
        return 0;
    }
}
