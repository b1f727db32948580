package dev.cairn.worker.manager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A control group of the kernel (version 2) with one process in it, which is frozen as systems do
 * with what is suspended or in a paused container.
 */
final class ControlGroup implements AutoCloseable {

    private static final String PROCESSES = "cgroup.procs";

    private final Path before;
    private final Path group;
    private final long process;

    private ControlGroup(Path before, Path group, long process) {
        this.before = before;
        this.group = group;
        this.process = process;
    }

    /** Puts a process into a group of its own; empty where this user may not, or there are none. */
    static Optional<ControlGroup> of(long process) throws IOException {
        Optional<Path> before = groupOf(process);
        if (before.isEmpty() || !Files.isWritable(before.get())) {
            return Optional.empty();
        }
        Path group = Files.createTempDirectory(before.get(), "cairn-test-");
        if (!Files.exists(group.resolve("cgroup.freeze"))) {
            Files.delete(group);
            return Optional.empty();
        }
        ControlGroup made = new ControlGroup(before.get(), group, process);
        made.moveTo(group);
        return Optional.of(made);
    }

    private static Optional<Path> groupOf(long process) throws IOException {
        Path mount = null;
        for (String line : Files.readAllLines(Path.of("/proc/self/mounts"))) {
            String[] words = line.split(" ", -1);
            if (words[2].equals("cgroup2")) {
                mount = Path.of(words[1]);
            }
        }
        for (String line : Files.readAllLines(Path.of("/proc/" + process + "/cgroup"))) {
            if (mount != null && line.startsWith("0::/")) {
                return Optional.of(mount.resolve(line.substring("0::/".length())));
            }
        }
        return Optional.empty();
    }

    /** Freezes or thaws the process, and waits until it is so. */
    void freeze(boolean frozen) throws IOException, InterruptedException {
        tell(frozen);
        String wanted = "frozen " + (frozen ? 1 : 0);
        while (!Files.readString(group.resolve("cgroup.events")).contains(wanted)) {
            Thread.sleep(1);
        }
    }

    private void tell(boolean frozen) throws IOException {
        Files.writeString(group.resolve("cgroup.freeze"), frozen ? "1" : "0");
    }

    private void moveTo(Path target) throws IOException {
        Files.writeString(target.resolve(PROCESSES), Long.toString(process));
    }

    @Override
    public void close() throws IOException {
        tell(false);
        if (ProcessHandle.of(process).isPresent()) {
            moveTo(before);
        }
        Files.delete(group);
    }
}
