package dev.cairn.vectors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.server.configuration.CairnConfiguration.ModelSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {

    private static final String READ =
            "def read_lines(path): return open(path).read().splitlines()";
    private static final String ADD = "def add(a,b): return a+b";
    private static final String QUESTION = "opens a file and returns its lines";

    private static EmbeddingModel model;

    @TempDir Path folder;

    @BeforeAll
    static void open() {
        model = EmbeddingModels.open(ModelSettings.SHIPPED);
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** The cosines are those of the reference implementation with the same files. */
    @Test
    void anglesAreThoseOfTheReference() {
        Embedding question = model.question(QUESTION);

        assertThat(model.dimensions()).isEqualTo(384);
        assertThat(question.cosine(model.passage(READ))).isCloseTo(0.790, within(0.005));
        assertThat(question.cosine(model.passage(ADD))).isCloseTo(0.474, within(0.005));
    }

    @Test
    void textHasTheSameVectorInEveryThread() throws Exception {
        byte[] expected = model.passage(READ).bytes();
        List<Callable<byte[]>> calls =
                List.of(
                        () -> model.passage(READ).bytes(),
                        () -> model.question(QUESTION).bytes(),
                        () -> model.passage(READ).bytes());
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<byte[]>> results = threads.invokeAll(calls);
            assertThat(results.get(0).get()).isEqualTo(expected);
            assertThat(results.get(2).get()).isEqualTo(expected);
        }
        assertThat(model.passage("").dimensions()).isEqualTo(384);
    }

    @Test
    void modelOfAFolderIsTheSameAsTheShippedOneWithItsFiles() throws IOException {
        write("model.onnx", ModelFiles.shipped().network());
        write("tokenizer.json", resource("bge-small-en-v1.5-q-tokenizer.json"));

        try (EmbeddingModel own = EmbeddingModels.open(settings())) {
            assertThat(own.passage(READ).bytes()).isEqualTo(model.passage(READ).bytes());
            assertThat(own.name()).startsWith(folder.getFileName() + "@");
            assertThat(own.name().substring(own.name().indexOf('@')))
                    .isEqualTo(model.name().substring(model.name().indexOf('@')));
        }
    }

    @Test
    void foldersWithoutAUsableModelAreNamed() throws IOException {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EmbeddingModels.open(settings()))
                .withMessage(
                        "cannot use the embedding model '%s': it must have one file '*.onnx', and has 0",
                        folder);
        write("model.onnx", new byte[] {1, 2, 3});
        write(
                "tokenizer.json",
                "{\"model\": {\"type\": \"BPE\"}}".getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EmbeddingModels.open(settings()))
                .withMessageContaining("its tokenizer is 'BPE'");
        write("tokenizer.json", resource("bge-small-en-v1.5-q-tokenizer.json"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EmbeddingModels.open(settings()))
                .withMessageContaining("failed: ");
    }

    private ModelSettings settings() {
        return new ModelSettings(Optional.of(folder), Optional.empty());
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = OnnxModelTest.class.getClassLoader().getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
