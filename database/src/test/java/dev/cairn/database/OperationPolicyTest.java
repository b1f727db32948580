package dev.cairn.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class OperationPolicyTest {

    private final AtomicInteger calls = new AtomicInteger();

    private static OperationPolicy policy(int attempts, int failuresToOpen, Duration openFor) {
        return new OperationPolicy(
                new OperationPolicy.Limits(
                        attempts,
                        Duration.ofMillis(1),
                        Duration.ofMillis(4),
                        failuresToOpen,
                        openFor));
    }

    private String failTimes(int times, DatabaseErrorCode code) {
        if (calls.incrementAndGet() <= times) {
            throw new DatabaseException(code, "failure " + calls.get());
        }
        return "done";
    }

    @Test
    void whatCanPassIsTriedAgain() {
        OperationPolicy policy = policy(5, 100, Duration.ofMinutes(1));

        assertThat(policy.run(() -> failTimes(3, DatabaseErrorCode.BUSY))).isEqualTo("done");
        assertThat(calls).hasValue(4);
        assertThat(policy.status().lastFailure()).isEmpty();
    }

    @Test
    void theLastFailureIsThrownWhenTheLimitIsReached() {
        OperationPolicy policy = policy(3, 100, Duration.ofMinutes(1));

        assertThatThrownBy(() -> policy.run(() -> failTimes(9, DatabaseErrorCode.IO)))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("failure 3");
        assertThat(calls).hasValue(3);
    }

    @Test
    void whatCannotPassOrMayHaveBeenDoneIsTriedOnce() {
        OperationPolicy policy = policy(5, 100, Duration.ofMinutes(1));

        for (DatabaseErrorCode code :
                new DatabaseErrorCode[] {
                    DatabaseErrorCode.IN_DOUBT,
                    DatabaseErrorCode.REFUSED,
                    DatabaseErrorCode.CONSTRAINT
                }) {
            calls.set(0);
            assertThatThrownBy(() -> policy.run(() -> failTimes(9, code))).hasMessage("failure 1");
        }
        assertThat(policy.status().circuit()).isEqualTo(OperationPolicy.Circuit.CLOSED);
        assertThat(policy.status().lastFailure()).isEmpty();
    }

    @Test
    void aFullDiskIsNotFilledFurtherButCounts() {
        OperationPolicy policy = policy(5, 1, Duration.ofMinutes(1));

        assertThatThrownBy(() -> policy.run(() -> failTimes(9, DatabaseErrorCode.DISK_FULL)))
                .hasMessage("failure 1");
        assertThat(calls).hasValue(1);
        assertThat(policy.status().circuit()).isEqualTo(OperationPolicy.Circuit.OPEN);
    }

    @Test
    void repeatedFailuresKeepFurtherWorkAway() {
        OperationPolicy policy = policy(2, 4, Duration.ofMinutes(1));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> policy.run(() -> failTimes(99, DatabaseErrorCode.IO)))
                    .isInstanceOf(DatabaseException.class);
        }

        assertThatThrownBy(() -> policy.run(() -> failTimes(99, DatabaseErrorCode.IO)))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.OVERLOADED))
                .hasMessageContaining("IO: failure 4");
        assertThat(calls).hasValue(4);
        assertThat(policy.status().circuit()).isEqualTo(OperationPolicy.Circuit.OPEN);
        assertThat(policy.status().opensAgainInMillis()).isPositive();
    }

    @Test
    void afterARestOneTryDecides() throws InterruptedException {
        OperationPolicy policy = policy(1, 1, Duration.ofMillis(30));
        assertThatThrownBy(() -> policy.run(() -> failTimes(1, DatabaseErrorCode.CORRUPT)))
                .isInstanceOf(DatabaseException.class);
        assertThat(policy.status().circuit()).isEqualTo(OperationPolicy.Circuit.OPEN);
        Thread.sleep(60);

        assertThat(policy.run(() -> failTimes(1, DatabaseErrorCode.CORRUPT))).isEqualTo("done");
        assertThat(policy.status())
                .isEqualTo(
                        new OperationPolicy.Status(
                                OperationPolicy.Circuit.CLOSED, Optional.empty(), 0));
    }
}
