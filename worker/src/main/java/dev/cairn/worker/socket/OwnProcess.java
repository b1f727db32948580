package dev.cairn.worker.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** This process, as the other end of a connection knows it. */
public final class OwnProcess {

    private OwnProcess() {}

    /**
     * Returns the number of this process. Where the kernel has it as a link, no {@link
     * ProcessHandle} is asked: its first use makes a pool of threads, which a short command feels.
     */
    public static long id() {
        try {
            return Long.parseLong(Files.readSymbolicLink(Path.of("/proc/self")).toString());
        } catch (IOException | UnsupportedOperationException | NumberFormatException e) {
            return ProcessHandle.current().pid();
        }
    }
}
