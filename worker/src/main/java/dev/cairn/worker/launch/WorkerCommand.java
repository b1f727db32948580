package dev.cairn.worker.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The command line of a worker: the JDK and the class path of this process, and the options that a
 * worker needs.
 */
public final class WorkerCommand {

    /** Words for the command line of every worker, for example {@code -Xmx48m}. */
    public static final String OPTIONS_PROPERTY = "cairn.worker.options";

    /**
     * Names the JDK's class for sockets, as {@link java.nio.channels.spi.SelectorProvider} says.
     */
    public static final String SELECTOR_PROPERTY = "java.nio.channels.spi.SelectorProvider";

    /**
     * Each call of the SQLite library takes its connection's monitor, the inner ones again. If the
     * compiler leaves the inner ones out and the code is given up in there, the monitor is made a
     * heavy one, and the connection is a third slower from then on.
     */
    private static final String NESTED_LOCKS_STAY = "-XX:-EliminateNestedLocks";

    /**
     * SQLite's JDBC driver makes a date format with its first connection, and the JDK looks through
     * its list of all languages for it twice. A worker needs none of them: it knows dates by their
     * numbers, and its words are English. A JDK without such a provider takes its usual one.
     */
    private static final String NO_LANGUAGES = "-Djava.locale.providers=FALLBACK";

    private static final String AOT_PROPERTY = "cairn.worker.aot";
    private static final String SERVER_AOT_PROPERTY = "cairn.server.aot";
    private static final String LOG_PROPERTY = "cairn.log.file";
    private static final List<String> PASSED_ON =
            List.of(
                    "org.sqlite.lib.path",
                    "org.sqlite.lib.name",
                    "org.sqlite.tmpdir",
                    AOT_PROPERTY,
                    SERVER_AOT_PROPERTY,
                    LoggerFactory.PROVIDER_PROPERTY_KEY,
                    SELECTOR_PROPERTY,
                    "java.io.tmpdir");

    private WorkerCommand() {}

    /** Returns the words of the command for a main class whose log goes to that file. */
    public static List<String> words(Class<?> mainClass, Path logFile) {
        Path folder = Objects.requireNonNull(logFile.toAbsolutePath().getParent());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-Xms32m",
                        "-XX:NewSize=20m",
                        "-XX:MaxNewSize=48m",
                        "-XX:MinHeapFreeRatio=15",
                        "-XX:MaxHeapFreeRatio=30",
                        "-XX:-UsePerfData",
                        "-Xlog:disable",
                        "-Xlog:all=error,aot*=off:stderr",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("hs_err_%p.log"),
                        NESTED_LOCKS_STAY,
                        NO_LANGUAGES,
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djdk.nio.maxCachedBufferSize=131072",
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-D" + LOG_PROPERTY + "=" + logFile));
        for (String name : PASSED_ON) {
            String value = System.getProperty(name);
            if (value != null) {
                command.add("-D" + name + "=" + value);
            }
        }
        cache(AOT_PROPERTY).ifPresent(command::add);
        String options = System.getProperty(OPTIONS_PROPERTY, "").strip();
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split("\\s+")));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
        return command;
    }

    /** Returns the option for the AOT cache of the server, which the launcher knows. */
    static Optional<String> serverCache() {
        return cache(SERVER_AOT_PROPERTY);
    }

    private static Optional<String> cache(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(file -> Files.isReadable(Path.of(file)))
                .map(file -> "-XX:AOTCache=" + file);
    }
}
