package dev.cairn.index.answer;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.IndexOptions;
import dev.cairn.index.freshness.Freshness;
import dev.cairn.index.freshness.FreshnessCheck;
import dev.cairn.index.freshness.IndexedFile;
import dev.cairn.index.freshness.RefreshLimit;
import dev.cairn.index.scan.LeftOut;
import dev.cairn.index.scan.ScanRequest;
import dev.cairn.index.scan.SourceScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the files of an answer with the disk, and brings a handful of them up to date. One for
 * each answer.
 */
public final class CheckedFreshness implements AnswerFreshness {

    private final CodeDatabase database;
    private final RefreshLimit limit;
    private final Set<String> checked = new HashSet<>();
    private int waiting;

    /** The state without the files that wait, which the parts of an answer share. */
    private @Nullable IndexState recorded;

    /**
     * Makes one.
     *
     * @param database a database that has the schema of the code index
     * @param limit how much may be done before an answer is given
     */
    public CheckedFreshness(CodeDatabase database, RefreshLimit limit) {
        this.database = database;
        this.limit = limit;
    }

    @Override
    public boolean refresh(Collection<IndexedFile> files) {
        // Each file once: an answer of several parts names the same one again.
        List<IndexedFile> others =
                files.stream()
                        .filter(file -> checked.add(file.projectId() + '/' + file.path()))
                        .toList();
        if (others.isEmpty()) {
            return false;
        }
        Freshness freshness =
                FreshnessCheck.refresh(database, others, limit, IndexOptions.standard());
        waiting += freshness.waiting().size();
        if (freshness.hasUpdates()) {
            recorded = null;
        }
        return freshness.hasUpdates();
    }

    @Override
    public IndexState state(DatabaseDriver driver) {
        IndexState known = recorded == null ? AnswerFreshness.NONE.state(driver) : recorded;
        recorded = known;
        return new IndexState(
                known.files(),
                known.freshTo(),
                Math.max(known.waiting(), waiting),
                known.inPart(),
                known.asText());
    }

    @Override
    public Optional<String> reasonMissing(String root, String path) {
        try {
            Path folder = Path.of(root).toRealPath();
            ScanRequest request =
                    ScanRequest.of(folder, IndexOptions.standard().maxFileBytes())
                            .withPaths(List.of(path));
            return SourceScanner.scan(request).leftOut().stream()
                    .filter(some -> path.equals(some.path()) || path.startsWith(some.path() + "/"))
                    .findFirst()
                    .map(some -> sentence(path, some));
        } catch (IOException | UncheckedIOException _) {
            return Optional.empty();
        }
    }

    private static String sentence(String path, LeftOut reason) {
        String rule =
                reason.rule().isEmpty() ? "" : " by '" + AnswerText.quoted(reason.rule()) + "'";
        return "'%s' is left out of the index: %s%s"
                .formatted(AnswerText.quoted(path), reason.reason().id().replace('_', ' '), rule);
    }
}
