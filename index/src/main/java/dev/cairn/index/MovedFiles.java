package dev.cairn.index;

import dev.cairn.index.store.FileChange;
import dev.cairn.index.store.KnownFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files that are gone from their paths and may have come to others: a new file with the content of
 * one of them is that one, if it has its name too or if no other has the content. A file that is
 * still at its path is never taken for a moved one, so a copy is a new file.
 */
final class MovedFiles {

    private final Map<String, Set<KnownFile>> gone = new HashMap<>();

    /** Makes it of the files that a run found gone, and of those that earlier runs did. */
    MovedFiles(Collection<KnownFile> missing, List<KnownFile> vanishedBefore) {
        missing.forEach(this::add);
        vanishedBefore.forEach(this::add);
    }

    private void add(KnownFile file) {
        if (file.state().size() > 0 && !file.sha256().isEmpty()) {
            gone.computeIfAbsent(file.sha256(), missing -> new LinkedHashSet<>()).add(file);
        }
    }

    /** Returns the file that a new one was before, which is then no longer gone. */
    Optional<KnownFile> formerOf(FileChange.Indexed change) {
        Set<KnownFile> candidates = gone.get(change.content().sha256());
        if (change.known().isPresent() || candidates == null || candidates.isEmpty()) {
            return Optional.empty();
        }
        String name = name(change.file().path());
        Optional<KnownFile> former =
                candidates.stream()
                        .filter(file -> name(file.path()).equals(name))
                        .findFirst()
                        .or(() ->
                                candidates.size() == 1
                                        ? candidates.stream().findFirst()
                                        : Optional.empty());
        former.ifPresent(candidates::remove);
        return former;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
