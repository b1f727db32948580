package dev.cairn.vectors.model;

import dev.cairn.server.configuration.CairnConfiguration.RemoteModelSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service for embeddings, asked as that of OpenAI is: {@code POST …/embeddings}. The texts leave
 * this machine, so only a configuration that the user named can ask for it.
 */
final class RemoteModel implements EmbeddingModel {

    static final String KEY_VARIABLE = "CAIRN_EMBEDDING_KEY";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final int LARGEST_ANSWER = 4 << 20;
    private static final int LONGEST_MESSAGE = 300;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private record Question(String model, List<String> input) {}

    private final RemoteModelSettings settings;
    private final Optional<String> key;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(TIME)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final int dimensions;

    private RemoteModel(RemoteModelSettings settings, Optional<String> key) {
        this.settings = settings;
        this.key = key;
        this.dimensions = vector("dimensions").length;
    }

    /**
     * Asks the service for a first vector, which shows how many numbers its vectors have.
     *
     * @throws ModelException if the key cannot be read or the service does not answer with a vector
     */
    static RemoteModel open(RemoteModelSettings settings, Map<String, String> environment) {
        Optional<String> key =
                settings.keyFile().isPresent()
                        ? settings.keyFile().map(RemoteModel::key)
                        : Optional.ofNullable(environment.get(KEY_VARIABLE));
        return new RemoteModel(settings, key.map(String::strip).filter(text -> !text.isEmpty()));
    }

    private static String key(Path file) {
        try {
            if (!OWNER.containsAll(
                    Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
                throw new ModelException(
                        "cannot use the key in '%s': other users may read it; run: chmod 600 '%s'"
                                .formatted(file, file));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new ModelException("cannot read the key in '%s': %s".formatted(file, e), e);
        }
    }

    @Override
    public String name() {
        return settings.model() + "@" + settings.url().getHost();
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
        return passage(text);
    }

    private float[] vector(String text) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint())
                        .timeout(TIME)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        JSON.writeValueAsString(
                                                new Question(settings.model(), List.of(text)))));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            HttpResponse<byte[]> answer =
                    client.send(
                            request.build(),
                            HttpResponse.BodyHandlers.limiting(
                                    HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
            if (answer.statusCode() != 200) {
                throw failed(
                        "status %d: %s".formatted(answer.statusCode(), excerpt(answer.body())));
            }
            return numbers(JSON.readTree(answer.body()).path("data").path(0).path("embedding"));
        } catch (IOException | JacksonException e) {
            throw failed(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        }
    }

    private URI endpoint() {
        String base = settings.url().toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "embeddings");
    }

    private float[] numbers(JsonNode list) {
        if (!list.isArray() || list.isEmpty() || (dimensions > 0 && list.size() != dimensions)) {
            throw failed(
                    "its answer has no vector"
                            + (dimensions > 0 ? " of %d numbers".formatted(dimensions) : ""));
        }
        float[] numbers = new float[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) list.get(i).asDouble();
        }
        return numbers;
    }

    private static String excerpt(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }

    private ModelException failed(String reason) {
        return new ModelException(
                "the embedding service '%s' failed: %s".formatted(endpoint(), reason));
    }

    @Override
    public void close() {
        client.close();
    }
}
