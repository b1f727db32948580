package dev.cairn.index.answer;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.Rows;
import dev.cairn.database.ValueType;
import dev.cairn.index.freshness.IndexedFile;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The state of the index as its tables have it. */
final class RecordedFreshness implements AnswerFreshness {

    /** Each count but that of all files is answered by a partial index of few rows. */
    private static final String STATE =
            "SELECT (SELECT count(*) FROM files) - (SELECT count(*) FROM files WHERE deleted = 1)"
                    + " - "
                    + inPart("name")
                    + ", (SELECT CAST((min(scanned_at) - 2440587.5) * 86400000.0 AS BIGINT)"
                    + " FROM projects),"
                    + " (SELECT count(*) FROM files WHERE indexed = 0 AND deleted = 0),"
                    + " (SELECT count(DISTINCT file_id) FROM indexing_errors), "
                    + inPart("text");

    private static String inPart(String coverage) {
        return "(SELECT count(*) FROM files WHERE coverage <> 'full' AND coverage = '"
                + coverage
                + "' AND deleted = 0)";
    }

    @Override
    public boolean refresh(Collection<IndexedFile> files) {
        return false;
    }

    @Override
    public IndexState state(DatabaseDriver driver) {
        try (Rows rows = driver.query(STATE)) {
            rows.next();
            Optional<Instant> freshTo =
                    rows.type(1) == ValueType.NULL
                            ? Optional.empty()
                            : Optional.of(Instant.ofEpochMilli(rows.integer(1)));
            return new IndexState(
                    rows.integer(0), freshTo, rows.integer(2), rows.integer(3), rows.integer(4));
        }
    }

    @Override
    public Optional<String> reasonMissing(String root, String path) {
        return Optional.empty();
    }
}
