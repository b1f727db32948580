package dev.cairn.index.scip;

/**
 * What an import of a SCIP index did.
 *
 * @param documents how many files the SCIP index has
 * @param imported how many of them are in the code index as they were for the SCIP index
 * @param unknown how many the code index does not have
 * @param changed how many were changed after the SCIP index was made, or after they were indexed
 * @param occurrences how many places of symbols were imported
 * @param complete whether nothing was left out because a bound was reached
 */
public record ScipSummary(
        int documents,
        int imported,
        int unknown,
        int changed,
        long occurrences,
        boolean complete) {}
