package dev.cairn.schema.plan;

/**
 * What a plan may do.
 *
 * @param prune whether objects and columns that are not declared are dropped
 * @param forceRebuild whether tables are rebuilt even where they could be altered in place
 * @param strictOrder whether the order of columns counts
 * @param onlineRows from how many rows on a table is changed without holding its writers up, where
 *     the engine can do so outside of the transaction
 */
public record PlanOptions(
        boolean prune, boolean forceRebuild, boolean strictOrder, long onlineRows) {

    /** From how many rows on a table is large unless something else is said. */
    public static final long USUAL_ONLINE_ROWS = 100_000;

    /** Makes options with the usual size of a large table. */
    public PlanOptions(boolean prune, boolean forceRebuild, boolean strictOrder) {
        this(prune, forceRebuild, strictOrder, USUAL_ONLINE_ROWS);
    }

    /** Returns options that drop nothing and take the cheapest way. */
    public static PlanOptions standard() {
        return new PlanOptions(false, false, false);
    }
}
