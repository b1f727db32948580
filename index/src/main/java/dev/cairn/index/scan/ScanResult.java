package dev.cairn.index.scan;

import java.util.List;

/**
 * What a scan found.
 *
 * @param files the files to index, folder by folder, each folder in the order of its names
 * @param problems what could not be looked at
 * @param ignored files and whole folders that an ignore file excludes
 * @param oversized files over the size limit
 * @param symbolicLinks links, which are not followed
 */
public record ScanResult(
        List<ScannedFile> files,
        List<ScanProblem> problems,
        long ignored,
        long oversized,
        long symbolicLinks) {

    public ScanResult {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }
}
