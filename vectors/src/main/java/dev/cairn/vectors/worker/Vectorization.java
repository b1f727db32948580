package dev.cairn.vectors.worker;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.answer.IndexRevision;
import dev.cairn.index.meaning.DefinitionTexts;
import dev.cairn.index.meaning.MeaningCoverage;
import dev.cairn.server.configuration.CairnConfiguration.ModelSettings;
import dev.cairn.server.configuration.CairnConfiguration.VectorizationSettings;
import dev.cairn.vectors.model.EmbeddingModel;
import dev.cairn.vectors.model.EmbeddingModels;
import dev.cairn.vectors.model.ModelException;
import dev.cairn.vectors.nearest.TextHash;
import dev.cairn.vectors.store.VectorStore;
import dev.cairn.vectors.store.VectorStore.Pending;
import dev.cairn.vectors.store.VectorStore.StoredModel;
import dev.cairn.worker.supervision.ManagedWorker.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives definitions their vectors, a batch at a time. A vector is stored with the hash of the text
 * that it was made of, so it can never belong to another text, and work that was cut off is simply
 * not there.
 */
@SuppressWarnings(
        "ReferenceEquality") // The vectors of a model are one object; another object is another
// load.
final class Vectorization implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Vectorization.class);

    private static final int MOST_PLANNED = 5_000;
    private static final int MOST_FAILED = 1_000;
    private static final int MOST_TRIES = 3;

    /** A service that was down makes texts fail that are all right. */
    private static final long FORGIVEN_NANOS = Duration.ofHours(1).toNanos();

    /** A plan is made again at the earliest after so many times as long as it took. */
    private static final long PLAN_SHARE = 10;

    private static final Duration LONGEST_REST = Duration.ofMinutes(5);

    /** A question may still use the model that answered before; it takes a few seconds at most. */
    private static final long RETIRED_NANOS = Duration.ofSeconds(30).toNanos();

    /** So many vectors of texts that are gone are kept for the day when they come back. */
    private static final long KEPT_VECTORS = 50_000;

    private final DatabaseDriver driver;
    private final VectorizationSettings settings;
    private final ModelVectors filling;
    private volatile ModelVectors answering;
    private final Instant began = Instant.now();
    private final EmbeddingSpeed speed = new EmbeddingSpeed();
    private final BatchEmbedding embedding;
    private final Deque<Pending> planned = new ArrayDeque<>();
    private final Set<TextHash> failed = new HashSet<>();
    private long plannedRevision = -1;
    private long planEndedNanos = System.nanoTime();
    private long planTookNanos;
    private int failures;
    private long forgivenNanos = System.nanoTime();
    private Optional<EmbeddingModel> retired = Optional.empty();
    private long retiredNanos;
    private boolean hasOthers;
    private volatile String lastError = "";

    private Vectorization(
            DatabaseDriver driver,
            VectorizationSettings settings,
            Pause pause,
            ModelVectors filling,
            ModelVectors answering) {
        this.driver = driver;
        this.settings = settings;
        this.filling = filling;
        this.answering = answering;
        this.hasOthers = filling.store().hasOthers();
        this.embedding = new BatchEmbedding(filling.model(), pause, speed, settings.threads());
    }

    /**
     * Reads the vectors that are there. While those of another model are ahead, that model answers
     * questions if it is the one that is shipped; others cannot be opened here.
     */
    static Vectorization open(
            DatabaseDriver driver,
            EmbeddingModel model,
            VectorizationSettings settings,
            Pause pause) {
        Optional<StoredModel> active = VectorStore.active(driver);
        ModelVectors filling = ModelVectors.load(driver, model);
        ModelVectors answering =
                active.filter(other -> !other.name().equals(model.name()))
                        .flatMap(other -> shipped(driver, other))
                        .orElse(filling);
        Vectorization vectorization =
                new Vectorization(driver, settings, pause, filling, answering);
        if (answering == filling) {
            filling.store().activate();
        }
        vectorization.switchWhenAhead();
        return vectorization;
    }

    private static Optional<ModelVectors> shipped(DatabaseDriver driver, StoredModel stored) {
        EmbeddingModel model = EmbeddingModels.open(ModelSettings.SHIPPED);
        if (model.name().equals(stored.name())) {
            return Optional.of(ModelVectors.load(driver, model));
        }
        model.close();
        return Optional.empty();
    }

    /** Works until the thread is interrupted. */
    void run() throws InterruptedException {
        while (true) {
            try {
                forgive();
                closeRetired();
                if (!embedSome()) {
                    filling.store().prune(KEPT_VECTORS);
                    Thread.sleep(settings.pollInterval());
                }
                failures = 0;
                lastError = "";
            } catch (ModelException e) {
                failures++;
                lastError = String.valueOf(e.getMessage());
                LOG.warn("{}", lastError);
                Thread.sleep(rest(failures));
            }
        }
    }

    private void forgive() {
        if (!failed.isEmpty() && System.nanoTime() - forgivenNanos > FORGIVEN_NANOS) {
            failed.clear();
            plannedRevision = -1;
        }
        if (failed.isEmpty()) {
            forgivenNanos = System.nanoTime();
        }
    }

    /** Returns how long to rest after so many failures one after the other. */
    static Duration rest(int failures) {
        Duration rest = Duration.ofSeconds(1L << Math.min(failures, 20));
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    /**
     * Embeds one batch.
     *
     * @return whether there was anything to do
     * @throws ModelException if the model failed; what was embedded before is stored
     */
    boolean embedSome() throws InterruptedException {
        planIfChanged();
        if (planned.isEmpty()) {
            return false;
        }
        SequencedMap<Long, TextHash> batch = new LinkedHashMap<>();
        while (batch.size() < settings.batchSize() && !planned.isEmpty()) {
            Pending next = planned.poll();
            batch.put(next.definition(), next.text());
        }
        embed(batch);
        return true;
    }

    private void embed(SequencedMap<Long, TextHash> batch) throws InterruptedException {
        BatchEmbedding.Result result = embedding.embed(texts(batch));
        if (!result.vectors().isEmpty()) {
            store(result.vectors());
        }
        planAgain(batch, result.left());
        for (Map.Entry<TextHash, ModelException> failure : result.failures().entrySet()) {
            // The next plan has the text again, unless it has failed too often.
            plannedRevision = -1;
            if (failures >= MOST_TRIES && failed.size() < MOST_FAILED) {
                failed.add(failure.getKey());
            }
            throw failure.getValue();
        }
    }

    /** Puts texts that there was no time for back to where they were taken from. */
    private void planAgain(SequencedMap<Long, TextHash> batch, Set<TextHash> left) {
        batch.sequencedEntrySet().reversed().stream()
                .filter(one -> left.contains(one.getValue()))
                .forEach(one -> planned.addFirst(new Pending(one.getKey(), one.getValue())));
    }

    private Map<TextHash, String> texts(Map<Long, TextHash> batch) {
        Map<TextHash, String> texts = new LinkedHashMap<>();
        DefinitionTexts.read(driver, batch.keySet())
                .forEach((id, found) -> {
                    TextHash text = TextHash.of(found.hash());
                    // Another definition may have the row by now.
                    if (text.equals(batch.get(id)) && !filling.vectors().has(text)) {
                        texts.put(text, found.text());
                    }
                });
        return texts;
    }

    private void store(Map<TextHash, byte[]> vectors) {
        filling.store().write(vectors);
        vectors.forEach(filling.vectors()::add);
        filling.vectors().relate();
        switchWhenAhead();
    }

    private void planIfChanged() {
        boolean early = System.nanoTime() - planEndedNanos < planTookNanos * PLAN_SHARE;
        long revision = IndexRevision.read(driver);
        if (revision == plannedRevision ? planned.isEmpty() && !isComplete() : !early) {
            plan(revision);
        }
    }

    private boolean isComplete() {
        return filling.vectors().embedded() + failed.size() >= filling.vectors().definitions();
    }

    private void plan(long revision) {
        long start = System.nanoTime();
        var definitions = VectorStore.definitions(driver);
        filling.vectors().replace(definitions);
        if (answering != filling) {
            answering.vectors().replace(definitions);
        }
        planned.clear();
        List<Pending> pending = new ArrayList<>(filling.store().pending(began, MOST_PLANNED));
        pending.removeIf(one -> failed.contains(one.text()));
        planned.addAll(pending);
        plannedRevision = revision;
        planEndedNanos = System.nanoTime();
        planTookNanos = planEndedNanos - start;
    }

    /** Switches to the new model as soon as it knows as many definitions as the former one. */
    private void switchWhenAhead() {
        if (!hasOthers) {
            return;
        }
        boolean ahead =
                answering == filling
                        ? isComplete()
                        : filling.vectors().embedded() >= answering.vectors().embedded();
        if (ahead) {
            ModelVectors before = answering;
            answering = filling;
            if (before != filling) {
                retired = Optional.of(before.model());
                retiredNanos = System.nanoTime();
            }
            filling.store().replaceOthers();
            hasOthers = false;
        }
    }

    private void closeRetired() {
        if (System.nanoTime() - retiredNanos > RETIRED_NANOS) {
            retired.ifPresent(EmbeddingModel::close);
            retired = Optional.empty();
        }
    }

    /** Returns the model that answers questions now. */
    ModelVectors answering() {
        return answering;
    }

    /** Returns how many definitions the model that answers knows. */
    MeaningCoverage coverage() {
        ModelVectors now = answering;
        return new MeaningCoverage(
                now.model().name(),
                now.vectors().embedded(),
                now.vectors().definitions(),
                speed.timeFor(left()));
    }

    private long left() {
        return filling.vectors().definitions() - filling.vectors().embedded();
    }

    /** Returns how many definitions the model knows that is being filled. */
    MeaningCoverage filled() {
        return new MeaningCoverage(
                filling.model().name(),
                filling.vectors().embedded(),
                filling.vectors().definitions(),
                speed.timeFor(left()));
    }

    /** Returns what the worker does, for its supervisor. */
    Activity activity() {
        MeaningCoverage coverage = filled();
        return new Activity(
                (int) Math.min(Integer.MAX_VALUE, left()),
                0,
                coverage.text() + ", " + filling.model().name() + beside(),
                lastError,
                Map.of(
                        "definitions", (double) coverage.definitions(),
                        "embedded_definitions", (double) coverage.embedded(),
                        "texts_per_second", speed.textsPerSecond(),
                        "seconds_left", (double) coverage.timeLeft().toSeconds()));
    }

    private String beside() {
        ModelVectors now = answering;
        return now == filling ? "" : ", while " + now.model().name() + " answers";
    }

    @Override
    public void close() {
        embedding.close();
        retired.ifPresent(EmbeddingModel::close);
        if (answering != filling) {
            answering.model().close();
        }
    }
}
