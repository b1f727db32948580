package dev.cairn.vectors.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.server.configuration.CairnConfiguration.ModelSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            assertThat(hash(own)).isEqualTo(hash(model));
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
        write("tokenizer.json", "{\"model\": {\"type\": \"BPE\"}}".getBytes(UTF_8));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EmbeddingModels.open(settings()))
                .withMessageContaining("its tokenizer is 'BPE'");
        write("tokenizer.json", resource("bge-small-en-v1.5-q-tokenizer.json"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EmbeddingModels.open(settings()))
                .withMessageContaining("failed: ");
    }

    /** Native code would look the pieces up by these numbers. */
    @Test
    void wrongVocabulariesAndSettingsAreRefused() throws IOException {
        write("model.onnx", ModelFiles.shipped().network());
        for (String number :
                List.of(
                        "-5",
                        "2147483647",
                        "1e40",
                        "1180591620717411303424",
                        "\"x\"",
                        "[]",
                        "null")) {
            String tokenizer =
                    "{\"normalizer\": {\"lowercase\": true}, \"model\": {\"type\": \"WordPiece\", \"vocab\": {\"a\": %s}}}"
                            .formatted(number);
            write("tokenizer.json", tokenizer.getBytes(UTF_8));
            assertThatExceptionOfType(ModelException.class)
                    .as(number)
                    .isThrownBy(() -> EmbeddingModels.open(settings()))
                    .withMessageContaining(
                            "the piece 'a' of its vocabulary has no number from 0 to");
        }
        for (String text : List.of("{", "[".repeat(100_000), "{\"a\": " + "x".repeat(1_000))) {
            write("tokenizer.json", text.getBytes(UTF_8));
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> EmbeddingModels.open(settings()))
                    .withMessageEndingWith("a file is not valid JSON");
        }
    }

    @Test
    void truncatedModelsAreReported() throws IOException {
        byte[] network = ModelFiles.shipped().network();
        write("model.onnx", Arrays.copyOf(network, network.length / 2));
        write("tokenizer.json", resource("bge-small-en-v1.5-q-tokenizer.json"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EmbeddingModels.open(settings()))
                .withMessageStartingWith("the embedding model '" + folder.getFileName() + "@")
                .withMessageContaining("failed: ");

        write("model.onnx", network);
        byte[] tokenizer = resource("bge-small-en-v1.5-q-tokenizer.json");
        write("tokenizer.json", Arrays.copyOf(tokenizer, tokenizer.length / 2));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EmbeddingModels.open(settings()))
                .withMessageStartingWith("cannot read the settings of the embedding model");
    }

    /** The network gives back the ids of the pieces, which is no vector for each of them. */
    @Test
    void modelsWithAnotherOutputAreRefused() throws IOException {
        write("model.onnx", TinyNetwork.identity("input_ids"));
        write("tokenizer.json", resource("bge-small-en-v1.5-q-tokenizer.json"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EmbeddingModels.open(settings()))
                .withMessageContaining("its first output must have a vector of 1 to 8192 numbers");

        write("model.onnx", TinyNetwork.identity("pixels"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EmbeddingModels.open(settings()))
                .withMessageStartingWith("the embedding model")
                .withMessageContaining("failed: ");
    }

    @Test
    void poolingOfAnotherKindIsRefusedAndTheMeanIsAnotherModel() throws IOException {
        write("model.onnx", ModelFiles.shipped().network());
        write("tokenizer.json", resource("bge-small-en-v1.5-q-tokenizer.json"));
        Files.createDirectory(folder.resolve("1_Pooling"));
        write("1_Pooling/config.json", "{\"pooling_mode_lasttoken\": true}".getBytes(UTF_8));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> EmbeddingModels.open(settings()))
                .withMessageContaining("its pooling is pooling_mode_lasttoken; only");

        write("1_Pooling/config.json", "{\"pooling_mode_mean_tokens\": true}".getBytes(UTF_8));
        try (EmbeddingModel mean = EmbeddingModels.open(settings())) {
            assertThat(mean.passage(READ).bytes()).isNotEqualTo(model.passage(READ).bytes());
            assertThat(hash(mean)).isNotEqualTo(hash(model));
        }
    }

    private static String hash(EmbeddingModel some) {
        return some.name().substring(some.name().indexOf('@'));
    }

    @Test
    void strangeTextsHaveVectors() {
        String controls =
                IntStream.range(0, 32).mapToObj(Character::toString).collect(Collectors.joining());
        assertThat(model.passage(controls + "\ud800 \udfff" + controls).bytes()).hasSize(384);
        assertThat(model.passage("x = 1; ".repeat(1_500_000)).bytes()).hasSize(384);
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
