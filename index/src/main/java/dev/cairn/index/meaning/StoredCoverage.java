package dev.cairn.index.meaning;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import java.time.Duration;
import java.util.Optional;

/** How many definitions have a vector, as the tables of the index say. */
public final class StoredCoverage {

    private StoredCoverage() {}

    /** Returns the coverage of the model that answers questions; empty if there are no vectors. */
    public static Optional<MeaningCoverage> read(DatabaseDriver driver) {
        try (Rows rows =
                driver.query(
                        "SELECT m.name,"
                                + " (SELECT count(*) FROM definitions d WHERE EXISTS"
                                + " (SELECT 1 FROM vectors v WHERE v.model_id = m.id"
                                + " AND v.text_hash = d.text_hash)),"
                                + " (SELECT count(text_hash) FROM definitions)"
                                + " FROM vector_models m WHERE m.active = 1")) {
            return rows.next()
                    ? Optional.of(
                            new MeaningCoverage(
                                    rows.requiredText(0),
                                    rows.integer(1),
                                    rows.integer(2),
                                    Duration.ZERO))
                    : Optional.empty();
        }
    }
}
