package dev.cairn.vectors.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.configuration.CairnConfiguration.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ONNX Runtime does besides computing: nothing. */
class OnnxPrivacyIT {

    @TempDir Path home;

    private static final int COMPUTED = 23;

    /** Loads the model once, and ends as if it were killed. */
    public static void main(String[] arguments) {
        try (EmbeddingModel model = EmbeddingModels.open(ModelSettings.SHIPPED)) {
            Runtime.getRuntime().halt(model.passage("text").dimensions() == 384 ? COMPUTED : 1);
        }
    }

    /**
     * Its telemetry writes an id of the device, and ends the process where the command line is
     * long, as with many jars on the class path.
     */
    @Test
    void telemetryIsOffAndLongCommandLinesDoNoHarm() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + Files.createDirectory(home.resolve("tmp")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnnxPrivacyIT.class.getName(),
                        "x".repeat(10_000));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("ORT_"));
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(home.resolve("out").toFile())
                        .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(home.resolve("out")))
                .isEqualTo(COMPUTED);
        assertThat(home.resolve("tmp")).isEmptyDirectory();
        assertThat(files())
                .containsExactlyInAnyOrder(
                        "out",
                        "cache/cairn/native/" + System.mapLibraryName("onnxruntime"),
                        "cache/cairn/native/" + System.mapLibraryName("onnxruntime4j_jni"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .toList();
        }
    }
}
