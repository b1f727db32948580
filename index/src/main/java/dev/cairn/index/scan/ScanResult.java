package dev.cairn.index.scan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a scan found.
 *
 * @param files the files to index, folder by folder, each folder in the order of its names; those
 *     over the size limit are among them
 * @param problems what could not be looked at
 * @param leftOut what is not indexed, as far as the list goes; see {@link
 *     SourceScanner#MAX_LEFT_OUT}
 * @param counts how many were left out for each reason, all of them counted
 */
public record ScanResult(
        List<ScannedFile> files,
        List<ScanProblem> problems,
        List<LeftOut> leftOut,
        Map<LeftOut.Reason, Long> counts) {

    public ScanResult {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
        leftOut = List.copyOf(leftOut);
        counts = counts.isEmpty() ? Map.of() : new EnumMap<>(counts);
    }

    /** Returns how many files or folders were left out for a reason. */
    public long count(LeftOut.Reason reason) {
        return counts.getOrDefault(reason, 0L);
    }

    /** Returns files and whole folders that ignore files exclude. */
    public long ignored() {
        return count(LeftOut.Reason.IGNORED);
    }

    /** Returns files over the size limit. */
    public long oversized() {
        return count(LeftOut.Reason.TOO_LARGE);
    }

    /** Returns links, which are not followed. */
    public long symbolicLinks() {
        return count(LeftOut.Reason.LINK);
    }
}
