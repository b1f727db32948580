package dev.cairn.index.freshness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How fresh an answer is.
 *
 * @param scannedAt when the last whole look at the projects of the answer began, of several the
 *     oldest; empty if a first one is not finished
 * @param checked how many files of the answer were compared with the disk
 * @param updated files that had changed, or were gone, and were brought up to date: the search has
 *     to be done again
 * @param waiting files that changed on disk and are not up to date in the index
 */
public record Freshness(
        Optional<Instant> scannedAt,
        int checked,
        List<IndexedPath> updated,
        List<IndexedPath> waiting) {

    public Freshness {
        updated = List.copyOf(updated);
        waiting = List.copyOf(waiting);
    }

    /** Returns whether an answer from before has to be made again. */
    public boolean hasUpdates() {
        return !updated.isEmpty();
    }

    /** Returns whether a file changed on disk and is not up to date in the index. */
    public boolean isWaiting(IndexedPath file) {
        return waiting.contains(file);
    }

    /** Returns how old the index is; empty if a first look is not finished. */
    public Optional<Duration> age(Instant now) {
        return scannedAt
                .map(time -> Duration.between(time, now))
                .map(age -> age.isNegative() ? Duration.ZERO : age);
    }

    /** Returns one line for people. */
    public String text(Instant now) {
        StringBuilder text = new StringBuilder();
        text.append(
                age(now).map(age -> "index of " + ago(age) + " ago")
                        .orElse("the index is still being made"));
        if (!updated.isEmpty()) {
            text.append(", %d %s brought up to date".formatted(updated.size(), files(updated)));
        }
        if (!waiting.isEmpty()) {
            text.append(
                    ", %d changed %s waiting for 'cairn index'"
                            .formatted(waiting.size(), files(waiting)));
        }
        return text.toString();
    }

    private static String files(List<IndexedPath> list) {
        return list.size() == 1 ? "file" : "files";
    }

    private static String ago(Duration age) {
        if (age.toSeconds() < 120) {
            return age.toSeconds() + " s";
        }
        if (age.toMinutes() < 120) {
            return age.toMinutes() + " min";
        }
        return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " days";
    }
}
