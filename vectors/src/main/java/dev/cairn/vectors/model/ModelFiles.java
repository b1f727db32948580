package dev.cairn.vectors.model;

import dev.cairn.database.FileErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files of a model: the network, its vocabulary, and how it is used.
 *
 * @param name the name of the model, with a hash of its files
 * @param network the network in the format of ONNX
 * @param vocabulary the pieces of words with their ids
 * @param questionPrefix what is put before a question
 * @param pooling how the vectors of the pieces become one
 */
@SuppressWarnings("ArrayRecordComponent") // It is read once and handed on; nothing compares it.
record ModelFiles(
        String name,
        byte[] network,
        Map<String, Integer> vocabulary,
        String questionPrefix,
        Pooling pooling) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LARGEST_FILE = 1L << 30;
    private static final int MOST_PIECES = 10_000_000;
    private static final int LONGEST_PIECE = 40;
    private static final byte[] NO_SETTINGS = "{}".getBytes(StandardCharsets.US_ASCII);
    private static final String SHIPPED = "bge-small-en-v1.5-q";
    private static final String SHIPPED_PREFIX =
            "Represent this sentence for searching relevant passages: ";

    /** How the vectors of the pieces of a text become one. */
    enum Pooling {
        /** That of the first piece, which stands for the whole. */
        FIRST,
        /** Their mean. */
        MEAN
    }

    /** Returns the model that is shipped. */
    static ModelFiles shipped() {
        byte[] network = resource(SHIPPED + ".onnx");
        byte[] tokenizer = resource(SHIPPED + "-tokenizer.json");
        return new ModelFiles(
                named(SHIPPED, network, tokenizer),
                network,
                vocabulary(tokenizer, SHIPPED),
                SHIPPED_PREFIX,
                Pooling.FIRST);
    }

    private static byte[] resource(String name) {
        try (InputStream in = ModelFiles.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new ModelException(
                        "the embedding model '%s' is not in this installation; its jar is missing"
                                .formatted(name));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ModelException(
                    "cannot read the embedding model '%s': %s"
                            .formatted(name, FileErrors.reason(e)),
                    e);
        }
    }

    /**
     * Returns the model in a folder, laid out as sentence-transformers does.
     *
     * @throws ModelException if a file is missing or of a kind that is not supported
     */
    static ModelFiles in(Path folder) {
        byte[] network = read(folder, only(folder, ".onnx"));
        byte[] tokenizer = read(folder, only(folder, "tokenizer.json"));
        byte[] prompts = optional(folder, "config_sentence_transformers.json");
        byte[] pooling = optional(folder, "1_Pooling/config.json");
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        String source = folder.toString();
        return new ModelFiles(
                named(name, network, tokenizer, prompts, pooling),
                network,
                vocabulary(tokenizer, source),
                json(prompts, source).path("prompts").path("query").asString(""),
                pooling(json(pooling, source), source));
    }

    private static Pooling pooling(JsonNode settings, String source) {
        List<String> modes =
                settings.propertyStream()
                        .filter(mode -> mode.getKey().startsWith("pooling_mode"))
                        .filter(mode -> mode.getValue().asBoolean(false))
                        .map(Map.Entry::getKey)
                        .toList();
        if (modes.isEmpty() || modes.equals(List.of("pooling_mode_cls_token"))) {
            return Pooling.FIRST;
        }
        if (modes.equals(List.of("pooling_mode_mean_tokens"))) {
            return Pooling.MEAN;
        }
        throw new ModelException(
                "cannot use the embedding model '%s': its pooling is %s; only that of the first token and the mean are supported"
                        .formatted(source, String.join(", ", modes)));
    }

    private static Path only(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found =
                    files.filter(file -> file.getFileName().toString().endsWith(ending))
                            .filter(Files::isRegularFile)
                            .toList();
            if (found.size() == 1) {
                return found.getFirst();
            }
            throw new ModelException(
                    "cannot use the embedding model '%s': it must have one file '*%s', and has %d"
                            .formatted(folder, ending, found.size()));
        } catch (IOException e) {
            throw cannotRead(folder, e);
        }
    }

    /** Returns the settings in a file; none if it is missing. */
    private static byte[] optional(Path folder, String name) {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file) ? read(folder, file) : NO_SETTINGS;
    }

    private static byte[] read(Path folder, Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new ModelException(
                        "cannot use the embedding model '%s': '%s' has more than %d bytes"
                                .formatted(folder, file.getFileName(), LARGEST_FILE));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw cannotRead(folder, e);
        }
    }

    private static ModelException cannotRead(Path folder, IOException cause) {
        return new ModelException(
                "cannot read the embedding model '%s': %s"
                        .formatted(folder, FileErrors.reason(cause)),
                cause);
    }

    private static Map<String, Integer> vocabulary(byte[] tokenizer, String source) {
        JsonNode root = json(tokenizer, source);
        JsonNode model = root.path("model");
        JsonNode normalizer = root.path("normalizer");
        boolean uncased =
                normalizer.path("lowercase").asBoolean(false)
                        && normalizer.path("strip_accents").asBoolean(true)
                        && normalizer.path("handle_chinese_chars").asBoolean(true);
        if (!model.path("type").asString("").equals("WordPiece") || !uncased) {
            throw new ModelException(
                    "cannot use the embedding model '%s': its tokenizer is '%s'%s; only uncased WordPiece models (BERT) are supported"
                            .formatted(
                                    source,
                                    model.path("type").asString("unknown"),
                                    uncased ? "" : ", cased or with accents"));
        }
        Map<String, Integer> vocabulary = new HashMap<>();
        model.path("vocab")
                .forEachEntry((piece, id) -> vocabulary.put(piece, number(piece, id, source)));
        return vocabulary;
    }

    /** The runtime takes a negative number for one from the end, and reads what it finds there. */
    private static int number(String piece, JsonNode id, String source) {
        if (!id.isInt() || id.intValue() < 0 || id.intValue() > MOST_PIECES) {
            throw new ModelException(
                    "cannot use the embedding model '%s': the piece '%s' of its vocabulary has no number from 0 to %d"
                            .formatted(source, shortened(piece), MOST_PIECES));
        }
        return id.intValue();
    }

    private static String shortened(String piece) {
        return piece.length() > LONGEST_PIECE ? piece.substring(0, LONGEST_PIECE) + "…" : piece;
    }

    private static JsonNode json(byte[] content, String source) {
        try {
            return JSON.readTree(content);
        } catch (JacksonException e) {
            throw new ModelException(
                    "cannot read the settings of the embedding model '%s': a file is not valid JSON"
                            .formatted(source),
                    e);
        }
    }

    private static String named(String name, byte[]... files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] file : files) {
                if (Arrays.equals(file, NO_SETTINGS)) {
                    continue;
                }
                digest.update(Integer.toString(file.length).getBytes(StandardCharsets.US_ASCII));
                digest.update(file);
            }
            return name + "@" + HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
