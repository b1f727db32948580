package dev.cairn.server.meaning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.index.meaning.MeaningCoverage;
import dev.cairn.worker.supervision.WorkerState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the status says about vectors. */
class VectorStatusTest {

    private static final MeaningCoverage SHIPPED =
            new MeaningCoverage("bge@1", 31, 100, Duration.ofMinutes(12));

    private static List<String> lines(String doing, String lastError) {
        return new VectorStatus(Optional.of(SHIPPED), Optional.of(worker(doing, lastError)))
                .lines();
    }

    private static WorkerState worker(String doing, String lastError) {
        return new WorkerState(
                "vectorization",
                WorkerState.Phase.RUNNING,
                17,
                1,
                0,
                69,
                0,
                doing,
                lastError,
                Map.of("seconds_left", 60.0));
    }

    @Test
    void aModelThatIsFilledBesideTheOneThatAnswersIsShown() {
        String coverage =
                "semantic 31%, about 12 min left: 31 of 100 definitions with a text have a vector of bge@1";

        assertThat(lines("semantic 31%, about 12 min left, bge@1", "")).containsExactly(coverage);
        assertThat(lines("semantic 4%, about 9 min left, mean@2, while bge@1 answers", ""))
                .containsExactly(
                        coverage,
                        "the worker: semantic 4%, about 9 min left, mean@2, while bge@1 answers");
    }

    @Test
    void aServiceThatIsDownIsShown() {
        assertThat(lines("waiting for the embedding service", "status 503").getLast())
                .isEqualTo("the worker: waiting for the embedding service; status 503");
        assertThat(lines("semantic 31%, bge@1", "status 401").getLast())
                .isEqualTo("the worker: semantic 31%, bge@1; status 401");
    }

    @Test
    void theTimeLeftIsThatOfTheModelThatIsCompleted() {
        assertThat(timeLeft("semantic 31%, bge@1")).isEqualTo(Duration.ofMinutes(1));
        assertThat(timeLeft("semantic 4%, mean@2, while bge@1 answers"))
                .isEqualTo(SHIPPED.timeLeft());
    }

    private static Duration timeLeft(String doing) {
        return VectorStatus.withTimeLeft(SHIPPED, Optional.of(worker(doing, ""))).timeLeft();
    }

    @Test
    void nothingIsShownWithoutVectorsAndWorker() {
        assertThat(new VectorStatus(Optional.empty(), Optional.empty()).lines()).isEmpty();
    }
}
