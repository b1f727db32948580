package dev.cairn.index.reader;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a reader's process: the JDK and the class path of this one. */
final class ReaderCommand {

    /** Words for the command line of every reader, for example {@code -Xmx128m}. */
    static final String OPTIONS_PROPERTY = "cairn.reader.options";

    /** How many bytes a reader's process may take in all. */
    static final String MEMORY_PROPERTY = "cairn.reader.max.bytes";

    private static final long MAX_RESIDENT_BYTES = 640L * 1024 * 1024;
    private static final String AOT_PROPERTY = "cairn.reader.aot";
    private static final List<String> PASSED_ON =
            List.of(
                    "cairn.native.folder",
                    "cairn.natives.folder",
                    "java.io.tmpdir",
                    "user.language",
                    "user.timezone");

    private ReaderCommand() {}

    static List<String> words(ReadingOptions options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Xms80m",
                        "-Xmn48m",
                        "-XX:MinHeapFreeRatio=15",
                        "-XX:MaxHeapFreeRatio=30",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-Xlog:disable",
                        "-Xlog:all=error,aot*=off:stderr",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/dev/null",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dslf4j.internal.verbosity=ERROR"));
        for (String name : PASSED_ON) {
            String value = System.getProperty(name);
            if (value != null) {
                command.add("-D" + name + "=" + value);
            }
        }
        String cache = System.getProperty(AOT_PROPERTY);
        if (cache != null && Files.isReadable(Path.of(cache))) {
            command.add("-XX:AOTCache=" + cache);
        }
        String more = System.getProperty(OPTIONS_PROPERTY, "").strip();
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split("\\s+", -1)));
        }
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReaderMain.class.getName(),
                        Integer.toString(options.threads()),
                        Long.toString(options.fileTimeLimit().toMillis()),
                        Long.toString(Long.getLong(MEMORY_PROPERTY, MAX_RESIDENT_BYTES))));
        return command;
    }
}
