package dev.cairn.benchmarks.meaning;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.cairn.server.configuration.CairnConfiguration.ModelSettings;
import dev.cairn.vectors.model.EmbeddingModels;
import dev.cairn.vectors.model.WordPieceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** ONNX Runtime with the shipped model, called without anything else. */
final class DirectEmbedding {

    private static final int MOST_PIECES = 256;
    private static final String NETWORK = "/bge-small-en-v1.5-q.onnx";

    private DirectEmbedding() {}

    /** How the cores are used. */
    enum Way {
        ONE_THREAD("one thread", 1, 1),
        TWO_TEXTS("two texts at the same time", 2, 1),
        TWO_THREADS_A_TEXT("two threads for each text", 1, 2);

        private final String text;
        private final int callers;
        private final int threads;

        Way(String text, int callers, int threads) {
            this.text = text;
            this.callers = callers;
            this.threads = threads;
        }

        String text() {
            return text;
        }
    }

    /** Returns how many texts are embedded in a second; their ids are made before. */
    static double textsPerSecond(List<String> texts, Way way, Duration time)
            throws IOException, InterruptedException {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.shipped();
        List<long[]> ids = texts.stream().map(text -> tokenizer.encode(text, MOST_PIECES)).toList();
        // This unpacks the native library, and turns its telemetry off before it starts.
        EmbeddingModels.open(ModelSettings.SHIPPED).close();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(way.threads);
            options.setInterOpNumThreads(1);
            try (OrtSession session = environment.createSession(network(), options)) {
                embed(environment, session, ids.getFirst());
                return rate(environment, session, ids, way.callers, time);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] network() throws IOException {
        try (InputStream in = DirectEmbedding.class.getResourceAsStream(NETWORK)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static double rate(
            OrtEnvironment environment,
            OrtSession session,
            List<long[]> ids,
            int callers,
            Duration time)
            throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        long began = System.nanoTime();
        Thread[] threads = new Thread[callers];
        for (int i = 0; i < callers; i++) {
            threads[i] =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (System.nanoTime() - began < time.toNanos()) {
                                    int number = next.getAndIncrement() % ids.size();
                                    embed(environment, session, ids.get(number));
                                }
                            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return next.get() / ((System.nanoTime() - began) / 1e9);
    }

    private static float embed(OrtEnvironment environment, OrtSession session, long[] ids) {
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        try (OnnxTensor idTensor = tensor(environment, ids);
                OnnxTensor maskTensor = tensor(environment, mask);
                OnnxTensor typeTensor = tensor(environment, new long[ids.length]);
                OrtSession.Result result =
                        session.run(
                                Map.of(
                                        "input_ids",
                                        idTensor,
                                        "attention_mask",
                                        maskTensor,
                                        "token_type_ids",
                                        typeTensor))) {
            return ((float[][][]) result.get(0).getValue())[0][0][0];
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, long[] values)
            throws OrtException {
        return OnnxTensor.createTensor(environment, new long[][] {values});
    }
}
