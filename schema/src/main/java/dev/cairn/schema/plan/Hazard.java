package dev.cairn.schema.plan;

import java.util.Locale;
import java.util.Optional;

/**
 * What a step costs or risks.
 *
 * @param kind what sort of cost it is
 * @param message the cost in words
 * @param table the table that is read, written or locked
 * @param lockMode the engine's name of the lock that the step takes
 * @param rows how many rows are read or written; 0 if none or not counted
 * @param bytes how many bytes of the table are read or written; 0 if none or not measured
 */
public record Hazard(
        Kind kind,
        String message,
        Optional<String> table,
        Optional<String> lockMode,
        long rows,
        long bytes) {

    private static final long KILO = 1_000;
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

    /** Makes a cost without numbers. */
    public Hazard(Kind kind, String message) {
        this(kind, message, Optional.empty(), Optional.empty(), 0, 0);
    }

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
        return rewrites(rows, 0, table);
    }

    /**
     * Returns the cost of writing all rows of a table again.
     *
     * @param bytes the size of the table; 0 if it was not measured
     */
    public static Hazard rewrites(long rows, long bytes, String table) {
        return new Hazard(
                Kind.REWRITES_ROWS,
                "writes " + rows + " rows of '" + table + "' again" + size(bytes),
                Optional.of(table),
                Optional.empty(),
                rows,
                bytes);
    }

    /** Returns the cost of reading all rows of a table. */
    public static Hazard scans(long rows, String table) {
        return scans(rows, 0, table);
    }

    /**
     * Returns the cost of reading all rows of a table.
     *
     * @param bytes the size of the table; 0 if it was not measured
     */
    public static Hazard scans(long rows, long bytes, String table) {
        return new Hazard(
                Kind.SCANS_ROWS,
                "reads " + rows + " rows of '" + table + "'" + size(bytes),
                Optional.of(table),
                Optional.empty(),
                rows,
                bytes);
    }

    /** Returns a size for people, such as {@code , 283 MB}; empty if there is none. */
    private static String size(long bytes) {
        if (bytes == 0) {
            return "";
        }
        int unit = 0;
        double amount = bytes;
        while (amount >= KILO && unit < UNITS.length - 1) {
            amount /= KILO;
            unit++;
        }
        return String.format(
                Locale.ROOT,
                amount < 10 && unit > 0 ? ", %.1f %s" : ", %.0f %s",
                amount,
                UNITS[unit]);
    }

    /**
     * Returns the lock that a step holds until its transaction ends.
     *
     * @param mode the engine's name of the lock
     * @param table what is locked
     * @param waiting who waits meanwhile, such as {@code writers wait}
     */
    public static Hazard locks(String mode, String table, String waiting) {
        return new Hazard(
                Kind.LOCKS,
                "locks '" + table + "' (" + mode + "): " + waiting,
                Optional.of(table),
                Optional.of(mode),
                0,
                0);
    }

    /** Returns the loss of something. */
    public static Hazard drops(String what) {
        return new Hazard(Kind.DROPS_DATA, "drops " + what);
    }
}
