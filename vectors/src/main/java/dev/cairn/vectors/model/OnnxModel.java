package dev.cairn.vectors.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.cairn.vectors.model.ModelFiles.Pooling;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A model of the family of BERT that runs in this process, one text at a time: the numbers of a
 * quantised model depend a little on what is computed together, and a text must always have the
 * same vector.
 */
final class OnnxModel implements EmbeddingModel {

    /** A signature, a docstring and the begin of a body have fewer pieces, or lose their end. */
    private static final int MOST_PIECES = 256;

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";

    private final String name;
    private final String questionPrefix;
    private final Pooling pooling;
    private final WordPieceTokenizer tokenizer;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Set<String> inputs;
    private final int dimensions;

    /** The bytes of the network are not kept: ONNX Runtime has its own. */
    private OnnxModel(ModelFiles files, OrtEnvironment environment, OrtSession session) {
        this.name = files.name();
        this.questionPrefix = files.questionPrefix();
        this.pooling = files.pooling();
        this.tokenizer = new WordPieceTokenizer(files.vocabulary());
        this.environment = environment;
        this.session = session;
        this.inputs = session.getInputNames();
        this.dimensions = vector("dimensions").length;
    }

    /**
     * Loads a model.
     *
     * @throws ModelException if ONNX Runtime cannot load it
     */
    static OnnxModel load(ModelFiles files) {
        OnnxLibrary.prepare();
        // What reading the files took is given back before the runtime takes as much.
        Runtime.getRuntime().gc();
        OrtEnvironment environment = OnnxLibrary.environment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // Its threads would wait for work in a loop, and the machine has other things to do.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // An arena keeps what the longest text needed for ever.
            options.addCPU(false);
            options.setMemoryPatternOptimization(false);
            return new OnnxModel(
                    files, environment, environment.createSession(files.network(), options));
        } catch (OrtException e) {
            throw failed(files.name(), e);
        }
    }

    private static ModelException failed(String name, OrtException cause) {
        return new ModelException(
                "the embedding model '%s' failed: %s".formatted(name, cause.getMessage()), cause);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int dimensions() {
        return dimensions;
    }

    @Override
    public Embedding passage(String text) {
        return Embedding.of(vector(text));
    }

    @Override
    public Embedding question(String text) {
        return passage(questionPrefix + text);
    }

    private float[] vector(String text) {
        long[] ids = tokenizer.encode(text, MOST_PIECES);
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        try (OnnxTensor idTensor = tensor(ids);
                OnnxTensor maskTensor = tensor(mask);
                OnnxTensor typeTensor = tensor(new long[ids.length])) {
            Map<String, OnnxTensorLike> values = new HashMap<>();
            values.put(IDS, idTensor);
            values.put(MASK, maskTensor);
            values.put(TYPES, typeTensor);
            values.keySet().retainAll(inputs);
            try (OrtSession.Result result = session.run(values)) {
                return pooled(pieces(result.get(0).getValue()));
            }
        } catch (OrtException e) {
            throw failed(name, e);
        }
    }

    /** Returns the vectors of the pieces of the only text. */
    private float[][] pieces(Object output) {
        if (output instanceof float[][][] texts
                && texts.length == 1
                && texts[0].length > 0
                && texts[0][0].length > 0
                && texts[0][0].length <= Embedding.MOST_DIMENSIONS) {
            return texts[0];
        }
        throw new ModelException(
                ("cannot use the embedding model '%s': its first output must have a vector of 1 to %d"
                                + " numbers for each piece of a text (last_hidden_state)")
                        .formatted(name, Embedding.MOST_DIMENSIONS));
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, new long[][] {values});
    }

    private float[] pooled(float[][] pieces) {
        if (pooling == Pooling.FIRST) {
            return pieces[0];
        }
        float[] sum = new float[pieces[0].length];
        for (float[] piece : pieces) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += piece[i];
            }
        }
        return sum;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(name, e);
        }
    }
}
