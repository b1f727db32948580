package dev.cairn.index.answer;

import dev.cairn.database.DatabaseDriver;

/** A number that changes whenever a file is indexed again. */
public final class IndexRevision {

    private IndexRevision() {}

    /** Returns the revision of the index that a driver sees. */
    public static long read(DatabaseDriver driver) {
        return (Long)
                driver.queryValue("SELECT seq FROM sqlite_sequence WHERE name = 'code_content'")
                        .orElse(0L);
    }
}
