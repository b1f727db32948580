package dev.cairn.schema.plan;

/**
 * What a plan may do.
 *
 * @param prune whether objects and columns that are not declared are dropped
 * @param forceRebuild whether tables are rebuilt even where they could be altered in place
 * @param strictOrder whether the order of columns counts
 */
public record PlanOptions(boolean prune, boolean forceRebuild, boolean strictOrder) {

    /** Returns options that drop nothing and take the cheapest way. */
    public static PlanOptions standard() {
        return new PlanOptions(false, false, false);
    }
}
