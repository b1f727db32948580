package dev.cairn.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a JVM that a test starts, with the class path and the JDK of the test: cheap
 * to start, and with its native libraries in the folder of the build, because a process that is
 * killed leaves them behind.
 */
public final class JavaCommand {

    private static final List<String> PASSED_ON =
            List.of("java.io.tmpdir", "org.sqlite.tmpdir", "cairn.worker.options");

    private JavaCommand() {}

    /** Returns the words of a command that runs the main method of a class. */
    public static List<String> of(Class<?> main, Object... arguments) {
        return of(List.of(), main, arguments);
    }

    /** Returns the words of a command with more options; these win. */
    public static List<String> of(List<String> options, Class<?> main, Object... arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED"));
        for (String name : PASSED_ON) {
            String value = System.getProperty(name);
            if (value != null) {
                words.add("-D" + name + "=" + value);
            }
        }
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        for (Object argument : arguments) {
            words.add(argument.toString());
        }
        return words;
    }
}
