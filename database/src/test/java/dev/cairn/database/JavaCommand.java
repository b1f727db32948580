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

    /**
     * Returns the option that puts temporary files into the folder of the build. A process that a
     * test kills needs it. It must not be given to a process that talks to a worker, because the
     * place of the socket depends on the temporary folder.
     */
    public static String temporaryFilesInBuild() {
        String usual = System.getProperty("java.io.tmpdir");
        return "-Djava.io.tmpdir=" + System.getProperty("org.sqlite.tmpdir", usual);
    }

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
