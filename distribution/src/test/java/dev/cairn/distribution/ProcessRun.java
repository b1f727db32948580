package dev.cairn.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that has ended.
 *
 * @param exitCode its exit code
 * @param output its standard output
 * @param error its standard error
 */
record ProcessRun(int exitCode, String output, String error) {

    private static final int LIMIT_SECONDS = 120;

    /** What to run, where, and with which environment variables beside those of this process. */
    record Command(Path folder, Map<String, String> environment, List<String> words) {

        static Command of(Path folder, Object... words) {
            return new Command(
                    folder, Map.of(), List.of(words).stream().map(Object::toString).toList());
        }

        Command with(String variable, String value) {
            Map<String, String> more = new HashMap<>(environment);
            more.put(variable, value);
            return new Command(folder, more, words);
        }

        Started start() throws IOException {
            Path output = Files.createTempFile("cairn-it-", ".out");
            Path error = Files.createTempFile("cairn-it-", ".err");
            ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
            builder.environment().putAll(environment);
            builder.redirectOutput(output.toFile()).redirectError(error.toFile());
            Process process = builder.start();
            process.getOutputStream().close();
            return new Started(process, output, error);
        }

        ProcessRun run() throws IOException, InterruptedException {
            return start().end();
        }
    }

    /** A process that may still run. */
    record Started(Process process, Path output, Path error) {

        ProcessRun end() throws IOException, InterruptedException {
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            ProcessRun run =
                    new ProcessRun(
                            ended ? process.exitValue() : -1,
                            Files.readString(output),
                            Files.readString(error));
            Files.delete(output);
            Files.delete(error);
            assertThat(ended).as("ends within %d s: %s", LIMIT_SECONDS, run).isTrue();
            return run;
        }
    }
}
