package dev.cairn.vectors.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long texts wait for searches. */
@Timeout(60)
class PauseTest {

    private static final int TEXTS = 6;
    private volatile boolean ended;

    /** Returns how long the worker waits before several texts. */
    private static Duration waiting(Pause pause) throws InterruptedException {
        long began = System.nanoTime();
        for (int i = 0; i < TEXTS; i++) {
            pause.awaitQuiet();
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void withoutSearchesNothingWaits() throws Exception {
        assertThat(waiting(new Pause())).isLessThan(Duration.ofMillis(200));
    }

    /** This process stands for that of the database; a thread of it is as busy as many searches. */
    @Test
    void searchesWithoutEndLeaveTheWorkerATextTwiceASecond() throws Exception {
        Thread busy =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            while (!ended) {
                                Thread.onSpinWait();
                            }
                        });
        try {
            Pause pause = new Pause(new DatabaseLoad(() -> Optional.of(ProcessHandle.current())));
            pause.awaitQuiet();
            Thread.sleep(250);
            assertThat(waiting(pause)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(5));
        } finally {
            ended = true;
            busy.join();
        }
    }

    @Test
    void aQuestionIsAnsweredFirst() throws Exception {
        Pause pause = new Pause();
        pause.begin();
        long began = System.nanoTime();
        Thread question =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try {
                                Thread.sleep(100);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            pause.end();
                        });
        pause.awaitQuiet();
        question.join();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(395), Duration.ofSeconds(2));
    }
}
