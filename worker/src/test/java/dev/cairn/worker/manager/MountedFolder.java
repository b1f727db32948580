package dev.cairn.worker.manager;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A folder of the test on which another file system is mounted, where this user may do that. */
final class MountedFolder implements AutoCloseable {

    private final Path folder;

    private MountedFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts layers: what is changed is written to the upper one, as in containers.
     *
     * @param lower is not changed
     * @param upper an empty folder, or what an earlier mount left in it
     * @param work an empty folder of the same file system as the upper one
     */
    static Optional<MountedFolder> ofLayers(Path folder, Path lower, Path upper, Path work)
            throws IOException, InterruptedException {
        String options = "lowerdir=" + lower + ",upperdir=" + upper + ",workdir=" + work;
        return run("mount", "-t", "overlay", "-o", options, "overlay", folder.toString()) == 0
                ? Optional.of(new MountedFolder(folder))
                : Optional.empty();
    }

    /** Mounts an empty folder that Python serves, as a file system of a type such as fuse.sshfs. */
    static Optional<MountedFolder> ofType(Path folder, String type) {
        // It ends when it is mounted no more.
        PythonProcess server = new PythonProcess("serve_empty_folder.py", folder.toString(), type);
        String said = server.readLine().orElse("nothing");
        if (said.equals("mounted")) {
            return Optional.of(new MountedFolder(folder));
        }
        server.close();
        if (!said.startsWith("refused")) {
            throw new IllegalStateException("the server of a file system said: " + said);
        }
        return Optional.empty();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("mount", ".log");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            int status = process.waitFor();
            System.out.print(Files.readString(output, StandardCharsets.UTF_8));
            return status;
        } finally {
            Files.delete(output);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (run("umount", "--lazy", folder.toString()) != 0) {
                throw new IOException("cannot unmount '" + folder + "'");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while '" + folder + "' was unmounted", e);
        }
    }
}
