package dev.cairn.database.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which backups may go. What a policy does not name is kept; if both limits are given, a backup
 * goes that passes either. The latest of each database is always kept.
 *
 * @param keep how many of each database are kept
 * @param maximumAge how old one may become
 */
public record RetentionPolicy(Optional<Integer> keep, Optional<Duration> maximumAge) {

    /** Returns which of the backups may go, given newest first. */
    List<BackupManifest> expired(List<BackupManifest> newestFirst, Instant now) {
        Map<String, Integer> seen = new HashMap<>();
        List<BackupManifest> expired = new ArrayList<>();
        for (BackupManifest manifest : newestFirst) {
            int position = seen.merge(manifest.database(), 1, Integer::sum);
            if (position > 1 && (exceedsCount(position) || exceedsAge(manifest, now))) {
                expired.add(manifest);
            }
        }
        return expired;
    }

    private boolean exceedsCount(int position) {
        return keep.isPresent() && position > keep.get();
    }

    private boolean exceedsAge(BackupManifest manifest, Instant now) {
        return maximumAge.isPresent()
                && Instant.parse(manifest.createdAt()).isBefore(now.minus(maximumAge.get()));
    }
}
