package dev.cairn.vectors.store;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.vectors.nearest.DefinitionVectors;
import dev.cairn.vectors.nearest.DefinitionVectors.Definition;
import dev.cairn.vectors.nearest.TextHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes the vectors of one model. */
public final class VectorStore {

    private static final int RECENT_DAYS = 7;

    private final DatabaseDriver driver;
    private final StoredModel model;

    private VectorStore(DatabaseDriver driver, StoredModel model) {
        this.driver = driver;
        this.model = model;
    }

    /** A model as the index knows it. */
    public record StoredModel(long id, String name, int dimensions, boolean active) {}

    /** A definition that has no vector yet. */
    public record Pending(long definition, TextHash text) {}

    /** Returns the model that answers questions, if there is one. */
    public static Optional<StoredModel> active(DatabaseDriver driver) {
        return model(driver, "active = 1", List.of());
    }

    private static Optional<StoredModel> model(
            DatabaseDriver driver, String where, List<Object> values) {
        try (Rows rows =
                driver.query(
                        "SELECT id, name, dimensions, active FROM vector_models WHERE " + where,
                        values.toArray())) {
            return rows.next()
                    ? Optional.of(
                            new StoredModel(
                                    rows.integer(0),
                                    rows.requiredText(1),
                                    Math.toIntExact(rows.integer(2)),
                                    rows.integer(3) != 0))
                    : Optional.empty();
        }
    }

    /** Returns the store for a model, which is the active one if it is the first. */
    public static VectorStore of(DatabaseDriver driver, String name, int dimensions) {
        StoredModel model =
                driver.inTransaction(
                        TransactionMode.WRITE,
                        () -> {
                            driver.execute(
                                    "INSERT INTO vector_models (name, dimensions, active)"
                                            + " VALUES (?, ?, CASE WHEN EXISTS (SELECT 1"
                                            + " FROM vector_models WHERE active = 1)"
                                            + " THEN 0 ELSE 1 END)"
                                            + " ON CONFLICT DO NOTHING",
                                    name,
                                    dimensions);
                            return model(driver, "name = ?", List.of(name)).orElseThrow();
                        });
        if (model.dimensions() != dimensions) {
            throw new IllegalStateException(
                    "the index has vectors of %d numbers of the model '%s', which makes %d"
                            .formatted(model.dimensions(), name, dimensions));
        }
        return new VectorStore(driver, model);
    }

    /** Returns the model. */
    public StoredModel model() {
        return model;
    }

    /** Adds all vectors that are stored. */
    public void load(DefinitionVectors target) {
        try (Rows rows =
                driver.query(
                        "SELECT text_hash, vector FROM vectors WHERE model_id = ? ORDER BY id",
                        model.id())) {
            while (rows.next()) {
                byte[] vector = rows.requiredBlob(1);
                if (vector.length == model.dimensions()) {
                    target.add(TextHash.of(rows.requiredBlob(0)), vector);
                }
            }
        }
    }

    /** Returns all definitions that can have a vector. */
    public static List<Definition> definitions(DatabaseDriver driver) {
        List<Definition> all = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT d.id, d.file_id, d.kind, d.text_hash FROM definitions d"
                                + " WHERE d.text_hash IS NOT NULL")) {
            while (rows.next()) {
                all.add(
                        new Definition(
                                rows.integer(0),
                                rows.integer(1),
                                rows.requiredText(2).intern(),
                                TextHash.of(rows.requiredBlob(3))));
            }
        }
        return all;
    }

    /**
     * Returns definitions whose texts have no vector, each text once: those of files that were read
     * since a time first, then those of files that changed in the last days, then the names that
     * are used most.
     *
     * @param since the time
     * @param most how many
     */
    public List<Pending> pending(Instant since, int most) {
        Map<TextHash, Pending> pending = new LinkedHashMap<>();
        try (Rows rows =
                driver.query(
                        "SELECT d.id, d.text_hash FROM definitions d"
                                + " JOIN files f ON f.id = d.file_id"
                                + " LEFT JOIN names n ON n.name = d.name"
                                + " LEFT JOIN (SELECT name_id, sum(uses) AS uses FROM symbols"
                                + " GROUP BY name_id) u ON u.name_id = n.id"
                                + " WHERE d.text_hash IS NOT NULL AND f.deleted = 0"
                                + " AND NOT EXISTS (SELECT 1 FROM vectors v WHERE v.model_id = ?"
                                + " AND v.text_hash = d.text_hash)"
                                + " ORDER BY CASE WHEN f.read_nanos >= ? THEN 0"
                                + " WHEN f.modified_nanos >= ? THEN 1 ELSE 2 END,"
                                + " coalesce(u.uses, 0) DESC, d.id LIMIT ?",
                        model.id(),
                        nanos(since),
                        nanos(Instant.now().minus(RECENT_DAYS, ChronoUnit.DAYS)),
                        most)) {
            while (rows.next()) {
                TextHash text = TextHash.of(rows.requiredBlob(1));
                pending.putIfAbsent(text, new Pending(rows.integer(0), text));
            }
        }
        return List.copyOf(pending.values());
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    /** Writes the vectors of texts, in one transaction; one that is there stays. */
    public void write(Map<TextHash, byte[]> vectors) {
        List<List<? extends @Nullable Object>> rows = new ArrayList<>();
        vectors.forEach((text, vector) -> rows.add(List.of(model.id(), text.bytes(), vector)));
        driver.executeBatch(
                "INSERT INTO vectors (model_id, text_hash, vector)"
                        + " VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                rows);
    }

    /** Makes this model the one that answers questions; the vectors of the others stay. */
    public void activate() {
        driver.execute(
                "UPDATE vector_models SET active = CASE WHEN id = ? THEN 1 ELSE 0 END", model.id());
    }

    /** Returns whether another model has vectors. */
    public boolean hasOthers() {
        return driver.queryValue("SELECT id FROM vector_models WHERE id <> ? LIMIT 1", model.id())
                .isPresent();
    }

    /** Makes this model the one that answers questions, and removes the vectors of the others. */
    public void replaceOthers() {
        driver.inTransaction(
                TransactionMode.WRITE,
                () -> {
                    driver.execute("DELETE FROM vector_models WHERE id <> ?", model.id());
                    activate();
                    return true;
                });
    }

    /**
     * Removes the oldest vectors of texts that are gone, as far as there are more than a number.
     *
     * @return how many were removed
     */
    public long prune(long keep) {
        long unused =
                (Long)
                        driver.queryValue(
                                        "SELECT count(*) FROM vectors WHERE model_id = ?"
                                                + " AND text_hash NOT IN (SELECT text_hash"
                                                + " FROM definitions WHERE text_hash IS NOT NULL)",
                                        model.id())
                                .orElse(0L);
        if (unused > keep) {
            driver.execute(
                    "DELETE FROM vectors WHERE id IN (SELECT id FROM vectors WHERE model_id = ?"
                            + " AND text_hash NOT IN (SELECT text_hash FROM definitions"
                            + " WHERE text_hash IS NOT NULL) ORDER BY id LIMIT ?)",
                    model.id(),
                    unused - keep);
        }
        return Math.max(0, unused - keep);
    }
}
