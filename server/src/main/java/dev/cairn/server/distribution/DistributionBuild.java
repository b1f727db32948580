package dev.cairn.server.distribution;

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
 * has a training run write that cache (JEP 514).
 */
public final class DistributionBuild {

    private static final int TRAINING_LIMIT_MINUTES = 3;

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
        Path cache = lib.resolve("cairn.aot");
        try {
            Process process =
                    new ProcessBuilder(command(nativeFolder, cache, scratch))
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(TRAINING_LIMIT_MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0 || !Files.isRegularFile(cache)) {
                throw new IllegalStateException(
                        "the training run for the AOT cache failed; its log is '"
                                + log
                                + "':\n"
                                + Files.readString(log));
            }
            Files.delete(log);
        } finally {
            TemporaryTree.delete(scratch);
        }
    }

    private List<String> command(Path nativeFolder, Path cache, Path scratch) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + lib.resolve("jvm.options"),
                "-XX:AOTCacheOutput=" + cache,
                "-Dorg.sqlite.lib.path=" + nativeFolder,
                "-cp",
                lib.resolve("cairn.jar").toString(),
                TrainingRun.class.getName(),
                scratch.toString());
    }
}
