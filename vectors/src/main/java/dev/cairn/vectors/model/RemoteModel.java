package dev.cairn.vectors.model;

import dev.cairn.database.FileErrors;
import dev.cairn.server.configuration.CairnConfiguration.RemoteModelSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** How long a whole answer may take. */
    private final Duration time;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(TIME)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private final int dimensions;

    private RemoteModel(RemoteModelSettings settings, Optional<String> key, Duration time) {
        this.settings = settings;
        this.key = key;
        this.time = time;
        this.dimensions = vector("dimensions").length;
    }

    /**
     * Asks the service for a first vector, which shows how many numbers its vectors have.
     *
     * @throws ModelException if the key cannot be read or the service does not answer with a vector
     */
    static RemoteModel open(RemoteModelSettings settings, Map<String, String> environment) {
        return open(settings, environment, TIME);
    }

    static RemoteModel open(
            RemoteModelSettings settings, Map<String, String> environment, Duration time) {
        Optional<String> key =
                settings.keyFile().isPresent()
                        ? settings.keyFile().map(RemoteModel::key)
                        : Optional.ofNullable(environment.get(KEY_VARIABLE));
        return new RemoteModel(
                settings, key.map(String::strip).filter(text -> !text.isEmpty()), time);
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
            throw new ModelException(
                    "cannot read the key in '%s': %s".formatted(file, FileErrors.reason(e)), e);
        }
    }

    /** A service may answer with other vectors one day; those cannot be compared either. */
    @Override
    public String name() {
        return "%s@%s (%d)".formatted(settings.model(), settings.url().getHost(), dimensions);
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
        HttpResponse<byte[]> answer = answer(request(text));
        if (answer.statusCode() != 200) {
            throw failed("status %d: %s".formatted(answer.statusCode(), excerpt(answer.body())));
        }
        try {
            return numbers(JSON.readTree(answer.body()).path("data").path(0).path("embedding"));
        } catch (JacksonException _) {
            throw failed("its answer is not JSON: " + excerpt(answer.body()));
        }
    }

    private HttpRequest request(String text) {
        String question = JSON.writeValueAsString(new Question(settings.model(), List.of(text)));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(endpoint())
                        .timeout(time)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(question));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request.build();
    }

    /**
     * The time-out of a request ends with the first line of the answer, so the rest has one too.
     */
    private HttpResponse<byte[]> answer(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            return coming.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw failed(reason(cause == null ? e : cause));
        } catch (TimeoutException _) {
            throw failed("no whole answer within %d s".formatted(time.toSeconds()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failed("interrupted");
        } finally {
            coming.cancel(true);
        }
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case ConnectException _ -> "the connection was refused";
            case HttpTimeoutException _ -> "it did not answer in time";
            case IOException e -> FileErrors.reason(e);
            default -> String.valueOf(cause.getMessage());
        };
    }

    private URI endpoint() {
        String base = settings.url().toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "embeddings");
    }

    private float[] numbers(JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            throw failed("its answer has no vector");
        }
        if (dimensions > 0 && list.size() != dimensions) {
            throw failed(
                    "its vector has %d numbers, those before had %d; restart the worker if the model was exchanged"
                            .formatted(list.size(), dimensions));
        }
        if (list.size() > Embedding.MOST_DIMENSIONS) {
            throw failed(
                    "its vector has %d numbers, at most %d are allowed"
                            .formatted(list.size(), Embedding.MOST_DIMENSIONS));
        }
        float[] numbers = new float[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).isNumber() ? list.get(i).floatValue() : Float.NaN;
            if (!Float.isFinite(numbers[i])) {
                throw failed("its vector has the value %s".formatted(list.get(i)));
            }
        }
        return numbers;
    }

    private static String excerpt(byte[] body) {
        String text =
                new String(body, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
    }

    private ModelException failed(String reason) {
        return ModelException.ofService(
                "the embedding service '%s' failed: %s".formatted(endpoint(), reason));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
