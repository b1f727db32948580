package dev.cairn.server.meaning;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.index.meaning.MeaningCoverage;
import dev.cairn.index.meaning.StoredCoverage;
import dev.cairn.server.process.ServerRecord;
import dev.cairn.worker.supervision.WorkerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The vectors of an index: those that answer questions, and what the vectorization worker does.
 *
 * @param coverage what the model that answers questions has; empty if there are no vectors
 * @param worker the worker, if a server runs one
 */
public record VectorStatus(Optional<MeaningCoverage> coverage, Optional<WorkerState> worker) {

    private static final String WORKER = "vectorization";
    private static final String SECONDS_LEFT = "seconds_left";

    /**
     * Reads the state of the vectors.
     *
     * @param server the running server of the index, if there is one
     */
    public static VectorStatus read(DatabaseDriver driver, Optional<ServerRecord> server) {
        Optional<WorkerState> worker =
                server.stream()
                        .flatMap(one -> one.workers().stream())
                        .filter(one -> one.name().equals(WORKER))
                        .filter(one -> one.phase() != WorkerState.Phase.NOT_NEEDED)
                        .findFirst();
        return new VectorStatus(
                StoredCoverage.read(driver).map(one -> withTimeLeft(one, worker)), worker);
    }

    /** Only the worker knows how fast it is; it may be completing another model. */
    static MeaningCoverage withTimeLeft(MeaningCoverage coverage, Optional<WorkerState> worker) {
        if (coverage.embedded() >= coverage.definitions()) {
            return coverage;
        }
        return worker.filter(state -> state.doing().endsWith(coverage.model()))
                .map(state -> state.metrics().get(SECONDS_LEFT))
                .map(seconds -> coverage.withTimeLeft(Duration.ofSeconds(seconds.longValue())))
                .orElse(coverage);
    }

    /** Returns the lines for the status of the index; none without vectors and worker. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        coverage.map(VectorStatus::text).ifPresent(lines::add);
        worker.map(this::news).filter(text -> !text.isEmpty()).ifPresent(lines::add);
        return lines;
    }

    private static String text(MeaningCoverage coverage) {
        return "%s: %d of %d definitions with a text have a vector of %s"
                .formatted(
                        coverage.text(),
                        coverage.embedded(),
                        coverage.definitions(),
                        coverage.model());
    }

    /** Returns what the worker does, unless it completes what is in the first line. */
    private String news(WorkerState state) {
        boolean known =
                coverage.filter(one -> state.doing().endsWith(one.model())).isPresent()
                        && state.lastError().isEmpty();
        if (known || (state.doing().isEmpty() && state.lastError().isEmpty())) {
            return "";
        }
        return Stream.of(state.doing(), state.lastError())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; ", "the worker: ", ""));
    }
}
