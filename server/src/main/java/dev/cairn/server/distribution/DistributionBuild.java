package dev.cairn.server.distribution;

import dev.cairn.worker.manager.WorkerCommand;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Finishes a distribution whose scripts and jars are in place: makes the launcher executable, notes
 * the JDK, unpacks SQLite's native library, renews classes that the AOT cache could not take, and
 * has a training run write the caches of the commands and of the worker (JEP 514). Each process has
 * its own, because what a cache holds beside that costs time at every start.
 */
public final class DistributionBuild {

    private static final int TRAINING_LIMIT_MINUTES = 3;
    private static final String COMMANDS_CACHE = "cairn.aot";
    private static final String WORKER_CACHE = "worker.aot";

    private final Path bin;
    private final Path lib;

    private DistributionBuild(Path distribution) {
        this.bin = distribution.resolve("bin");
        this.lib = distribution.resolve("lib");
    }

    /**
     * Finishes one distribution.
     *
     * @param arguments the distribution's folder
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("needs the folder of the distribution");
        }
        new DistributionBuild(Path.of(arguments[0]).toRealPath()).finish();
    }

    private void finish() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(
                bin.resolve("cairn"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(lib.resolve("java-home"), System.getProperty("java.home") + "\n");
        Path nativeFolder = NativeSqlite.unpack(lib.resolve("native"));
        renewOldClasses();
        train(nativeFolder);
        // The launcher in the sources takes this file for the end and the time of the build.
        Files.createFile(lib.resolve("built"));
    }

    private void renewOldClasses() throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
            for (Path jar : jars) {
                OldClasses.renew(jar);
            }
        }
    }

    private void train(Path nativeFolder) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("cairn-training-");
        Path log = lib.resolve("training.log");
        try {
            Process process =
                    new ProcessBuilder(command(nativeFolder, scratch))
                            // The names of the caches are relative, for a path may have spaces.
                            .directory(lib.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(TRAINING_LIMIT_MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0 || !hasCaches()) {
                throw new IllegalStateException(
                        "the training run for the AOT caches failed; its log is '"
                                + log
                                + "':\n"
                                + Files.readString(log));
            }
            Files.delete(log);
        } finally {
            TemporaryTree.delete(scratch);
        }
    }

    private boolean hasCaches() {
        return Files.isRegularFile(lib.resolve(COMMANDS_CACHE))
                && Files.isRegularFile(lib.resolve(WORKER_CACHE));
    }

    private List<String> command(Path nativeFolder, Path scratch) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + lib.resolve("jvm.options"),
                "-XX:AOTCacheOutput=" + COMMANDS_CACHE,
                // Without the profiles for the second compiler, which would begin to compile at
                // once.
                "-D%s=-XX:TieredStopAtLevel=1 -XX:AOTCacheOutput=%s"
                        .formatted(WorkerCommand.OPTIONS_PROPERTY, WORKER_CACHE),
                "-Dorg.sqlite.lib.path=" + nativeFolder,
                "-cp",
                lib.resolve("cairn.jar").toString(),
                TrainingRun.class.getName(),
                scratch.toString());
    }
}
