package dev.cairn.index.project;

import java.time.Instant;

/**
 * An indexing job that some process is at.
 *
 * @param process its id
 * @param root the project's folder
 * @param began when the job began
 * @param phase what it is doing, such as {@code scan} or {@code index}
 * @param done how many files are done
 * @param total how many files there are to do; 0 while that is not known
 */
public record RunningJob(
        long process, String root, Instant began, String phase, long done, long total) {

    /** Returns how far it is, for people. */
    public String text() {
        return total > 0
                ? "process %d has indexed %d of %d files".formatted(process, done, total)
                : "process %d is looking for files".formatted(process);
    }
}
