package dev.cairn.benchmarks.meaning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of another process, as Linux reports it. */
final class ProcessMemory {

    private static final int KIB_IN_MIB = 1_024;

    private ProcessMemory() {}

    /**
     * Returns one of its figures.
     *
     * @param key {@code VmRSS} for what is resident, {@code VmHWM} for the most that was
     */
    static String of(long process, String key) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_IN_MIB + " MiB")
                .findFirst()
                .orElse("unknown");
    }
}
