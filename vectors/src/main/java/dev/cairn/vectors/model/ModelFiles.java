package dev.cairn.vectors.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            throw new ModelException("cannot read the embedding model '%s': %s".formatted(name, e));
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
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        return new ModelFiles(
                named(name, network, tokenizer),
                network,
                vocabulary(tokenizer, folder.toString()),
                optional(folder, "config_sentence_transformers.json")
                        .map(settings -> settings.path("prompts").path("query").asString(""))
                        .orElse(""),
                optional(folder, "1_Pooling/config.json")
                                .map(pool -> pool.path("pooling_mode_mean_tokens").asBoolean(false))
                                .orElse(false)
                        ? Pooling.MEAN
                        : Pooling.FIRST);
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

    private static Optional<JsonNode> optional(Path folder, String name) {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(json(read(folder, file), folder.toString()))
                : Optional.empty();
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
                "cannot read the embedding model '%s': %s".formatted(folder, cause), cause);
    }

    private static Map<String, Integer> vocabulary(byte[] tokenizer, String source) {
        JsonNode root = json(tokenizer, source);
        JsonNode model = root.path("model");
        boolean uncased = root.path("normalizer").path("lowercase").asBoolean(false);
        if (!model.path("type").asString("").equals("WordPiece") || !uncased) {
            throw new ModelException(
                    "cannot use the embedding model '%s': its tokenizer is '%s'%s; only uncased WordPiece models (BERT) are supported"
                            .formatted(
                                    source,
                                    model.path("type").asString("unknown"),
                                    uncased ? "" : ", cased"));
        }
        Map<String, Integer> vocabulary = new HashMap<>();
        model.path("vocab").forEachEntry((piece, id) -> vocabulary.put(piece, id.asInt()));
        return vocabulary;
    }

    private static JsonNode json(byte[] content, String source) {
        try {
            return JSON.readTree(content);
        } catch (JacksonException e) {
            throw new ModelException(
                    "cannot read the settings of the embedding model '%s': %s"
                            .formatted(source, e.getOriginalMessage()),
                    e);
        }
    }

    private static String named(String name, byte[]... files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] file : files) {
                digest.update(Integer.toString(file.length).getBytes(StandardCharsets.US_ASCII));
                digest.update(file);
            }
            return name + "@" + HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
