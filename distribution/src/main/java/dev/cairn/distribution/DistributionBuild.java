package dev.cairn.distribution;

import dev.cairn.server.Main;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.output.Console;
import dev.cairn.server.program.CairnProgram;
import dev.cairn.server.training.TrainingRun;
import dev.cairn.worker.launch.WorkerCommand;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Finishes a distribution whose scripts and jars are in place: makes the launcher executable,
 * records the JDK and its class for sockets, unpacks SQLite's native library, leaves out of a large
 * jar what no supported system needs, and has training runs write the AOT caches (JEP 514) of the
 * commands, of plain commands, of {@code cairn mcp}, of the worker and of the server. Each has a
 * cache of its own, because every class in a cache costs time at every start.
 */
public final class DistributionBuild {

    private static final int TRAINING_LIMIT_MINUTES = 3;
    private static final String NATIVE_FOLDER = "native";
    private static final String COMMANDS_CACHE = "cairn.aot";
    private static final String WORKER_CACHE = "worker.aot";
    private static final String MCP_CACHE = "mcp.aot";
    private static final String SERVER_CACHE = "server.aot";
    private static final String MCP_TRAINING = "dev.cairn.mcp.McpTraining";
    private static final String SERVER_TRAINING = "dev.cairn.web.ServerTraining";

    /** The modules whose jars the launcher adds for what is trained. */
    private static final Map<String, List<String>> MODULES =
            Map.of(MCP_TRAINING, List.of("mcp"), SERVER_TRAINING, List.of("mcp", "web", "vectors"));

    /** For short commands without options, which the classes of the others would slow down. */
    private static final String PLAIN_CACHE = "plain.aot";

    private final Path bin;
    private final Path lib;
    private final FileTime jarTime;

    private DistributionBuild(Path distribution, FileTime jarTime) {
        this.jarTime = jarTime;
        this.bin = distribution.resolve("bin");
        this.lib = distribution.resolve("lib");
    }

    /**
     * Finishes one distribution.
     *
     * @param arguments the distribution's folder, the time of the files in the archive, and the
     *     folder in which {@code natives} builds libraries, which need not be there
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "needs the folder of the distribution, the time of its files, and the folder of"
                            + " built libraries");
        }
        FileTime time = FileTime.from(Instant.parse(arguments[1]));
        copyLibraries(Path.of(arguments[2]), Path.of(arguments[0], "lib", "natives"));
        new DistributionBuild(Path.of(arguments[0]).toRealPath(), time).finish();
    }

    /** Copies the libraries if their list is there: {@code natives} writes it last. */
    private static void copyLibraries(Path from, Path to) throws IOException {
        if (!Files.isRegularFile(from.resolve("natives.tsv"))) {
            return;
        }
        Files.createDirectories(to);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private void finish() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(
                bin.resolve("cairn"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(lib.resolve("java-home"), System.getProperty("java.home") + "\n");
        // Without it the JDK looks for one in every jar, whenever a process makes its first socket.
        Files.writeString(lib.resolve("selector-provider"), selectorProvider() + "\n");
        NativeSqlite.unpack(lib.resolve(NATIVE_FOLDER));
        writeShared();
        SmallerJar.withoutForeignParts(lib, "onnxruntime-*.jar");
        setJarTimes();
        train();
        // The launcher in the sources takes this file for the end and the time of the build.
        Files.createFile(lib.resolve("built"));
    }

    /** Writes the manual page and the completion scripts, where systems look for them. */
    private void writeShared() throws IOException {
        Path share = bin.resolveSibling("share");
        write(share.resolve("man/man1/cairn.1"), "manual");
        write(share.resolve("bash-completion/completions/cairn"), "completion", "bash");
        write(share.resolve("zsh/site-functions/_cairn"), "completion", "zsh");
        write(share.resolve("fish/vendor_completions.d/cairn.fish"), "completion", "fish");
    }

    private static void write(Path file, String... command) throws IOException {
        StringWriter output = new StringWriter();
        StringWriter error = new StringWriter();
        Console console =
                new Console(new PrintWriter(output), new PrintWriter(error), false, false);
        Surroundings surroundings =
                new Surroundings(Path.of("").toAbsolutePath(), Map.of(), console);
        int code = new CairnProgram(surroundings).run(command);
        if (code != 0) {
            throw new IllegalStateException(
                    "'cairn %s' ended with %d: %s"
                            .formatted(String.join(" ", command), code, error));
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, output.toString());
    }

    /** Returns the name of the class that this JDK has for this system. */
    private static String selectorProvider() {
        return SelectorProvider.provider().getClass().getName();
    }

    /**
     * Gives the jars the time that the archive gives them: a cache is valid only for these times.
     */
    private void setJarTimes() throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
            for (Path jar : jars) {
                Files.setLastModifiedTime(jar, jarTime);
            }
        }
    }

    private void train() throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("cairn-training-").toRealPath();
        Path second = Files.createTempDirectory("cairn-training-").toRealPath();
        try {
            // The names of the caches are relative, for a path may have spaces.
            run(
                    scratch,
                    List.of(
                            "-XX:AOTCacheOutput=" + COMMANDS_CACHE,
                            // Without the profiles for the second compiler, which would begin to
                            // compile at once.
                            "-D%s=-XX:TieredStopAtLevel=1 -XX:AOTCacheOutput=%s"
                                    .formatted(WorkerCommand.OPTIONS_PROPERTY, WORKER_CACHE)),
                    List.of(TrainingRun.class.getName()),
                    List.of(COMMANDS_CACHE, WORKER_CACHE));
            TemporaryTree.copy(scratch, second);
            try (ExecutorService other = Executors.newSingleThreadExecutor()) {
                Future<?> mcp =
                        other.submit(() -> {
                            trainAndStop(second, MCP_CACHE, List.of(MCP_TRAINING));
                            trainServer(second);
                            return null;
                        });
                trainAndStop(
                        scratch,
                        PLAIN_CACHE,
                        List.of(TrainingRun.class.getName(), TrainingRun.PLAIN));
                mcp.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
            keep(scratch, List.of(COMMANDS_CACHE, WORKER_CACHE, PLAIN_CACHE));
            keep(second, List.of(MCP_CACHE, SERVER_CACHE));
        } finally {
            TemporaryTree.delete(scratch);
            TemporaryTree.delete(second);
        }
    }

    /** Records a cache in a folder that has an index, and stops the worker that did the work. */
    private void trainAndStop(Path folder, String cache, List<String> words)
            throws IOException, InterruptedException {
        run(folder, List.of("-XX:AOTCacheOutput=" + cache), words, List.of(cache));
        run(folder, List.of(), List.of(Main.class.getName(), "stop"), List.of());
    }

    /** Records the cache of a server in the background, whose JVM has the options of a worker. */
    private void trainServer(Path folder) throws IOException, InterruptedException {
        run(
                folder,
                List.of(
                        "-D%s=-XX:TieredStopAtLevel=1 -XX:AOTCacheOutput=%s"
                                .formatted(WorkerCommand.OPTIONS_PROPERTY, SERVER_CACHE)),
                List.of(SERVER_TRAINING),
                List.of(SERVER_CACHE));
    }

    /** Moves caches into the distribution. */
    private void keep(Path folder, List<String> caches) throws IOException {
        for (String cache : caches) {
            // The JVM makes a cache its owner's alone, but every user may run the program.
            Files.setPosixFilePermissions(
                    folder.resolve(cache), PosixFilePermissions.fromString("rw-r--r--"));
            Files.move(folder.resolve(cache), lib.resolve(cache));
        }
    }

    /** Returns the class path that the launcher gives to the command that is trained. */
    private String classPath(List<String> words) throws IOException {
        StringBuilder jars = new StringBuilder(lib.resolve("cairn.jar").toString());
        for (String module : MODULES.getOrDefault(words.getFirst(), List.of())) {
            try (DirectoryStream<Path> some =
                    Files.newDirectoryStream(lib, "cairn-" + module + "-*.jar")) {
                jars.append(File.pathSeparator).append(some.iterator().next());
            }
        }
        return jars.toString();
    }

    /** Runs the program in a folder, where it must write these caches. */
    private void run(Path folder, List<String> options, List<String> words, List<String> caches)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + lib.resolve("jvm.options"));
        command.addAll(options);
        command.add("-D%s=%s".formatted(WorkerCommand.SELECTOR_PROPERTY, selectorProvider()));
        command.add("-Dorg.sqlite.lib.path=" + lib.resolve(NATIVE_FOLDER));
        command.addAll(List.of("-cp", classPath(words)));
        command.addAll(words);
        Path log = lib.resolve(folder.getFileName() + ".log");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(TRAINING_LIMIT_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        boolean written =
                caches.stream().allMatch(cache -> Files.isRegularFile(folder.resolve(cache)));
        if (!ended || process.exitValue() != 0 || !written) {
            throw new IllegalStateException(
                    "the training run for the AOT caches failed; its log is '"
                            + log
                            + "':\n"
                            + Files.readString(log));
        }
        Files.delete(log);
    }
}
