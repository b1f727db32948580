package dev.cairn.schema.plan;

/**
 * What a step costs or risks.
 *
 * @param kind what sort of cost it is
 * @param message the cost in words
 */
public record Hazard(Kind kind, String message) {

    /** The sorts of cost. */
    public enum Kind {
        /** Rows are written again; the time grows with their number. */
        REWRITES_ROWS,
        /** Rows are read, and the table cannot be written meanwhile. */
        SCANS_ROWS,
        /** Rows, a column or an index's own texts are gone afterwards. */
        DROPS_DATA,
        /** Values are stored in another form than before. */
        CHANGES_VALUES,
        /** Row ids change, which other programs may have stored. */
        CHANGES_ROW_IDS,
        /** Other sessions wait while the step runs. */
        LOCKS
    }

    /** Returns the cost of writing all rows of a table again. */
    public static Hazard rewrites(long rows, String table) {
        return new Hazard(Kind.REWRITES_ROWS, "writes " + rows + " rows of '" + table + "' again");
    }

    /** Returns the cost of reading all rows of a table. */
    public static Hazard scans(long rows, String table) {
        return new Hazard(Kind.SCANS_ROWS, "reads " + rows + " rows of '" + table + "'");
    }

    /**
     * Returns the lock that a step holds until its transaction ends.
     *
     * @param mode the engine's name of the lock
     * @param table what is locked
     * @param waiting who waits meanwhile, such as {@code writers wait}
     */
    public static Hazard locks(String mode, String table, String waiting) {
        return new Hazard(Kind.LOCKS, "locks '" + table + "' (" + mode + "): " + waiting);
    }

    /** Returns the loss of something. */
    public static Hazard drops(String what) {
        return new Hazard(Kind.DROPS_DATA, "drops " + what);
    }
}
