package dev.cairn.index.answer;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.statement.IndexStatements;

/** A number that changes whenever a file is indexed again. */
public final class IndexRevision {

    private IndexRevision() {}

    /** Returns the revision of the index that a driver sees. */
    public static long read(DatabaseDriver driver) {
        return (Long) driver.queryValue(IndexStatements.of(driver).revision()).orElse(0L);
    }
}
