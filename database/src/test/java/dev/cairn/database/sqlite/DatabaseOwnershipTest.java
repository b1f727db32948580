package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseOwnershipTest {

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("x.db");
    }

    @Test
    void aSecondOwnerIsToldWhoTheFirstIs() {
        try (DatabaseOwnership first = DatabaseOwnership.acquire(file(), "indexing")) {
            assertThatThrownBy(() -> DatabaseOwnership.acquire(file(), "syncing"))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            error ->
                                    assertThat(error.code())
                                            .isEqualTo(DatabaseErrorCode.OWNED_BY_ANOTHER))
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("(indexing)")
                    .hasMessageContaining(first.owner().since().toString());
            assertThat(DatabaseOwnership.lastOwner(file())).contains(first.owner());
        }
        assertThat(DatabaseOwnership.lastOwner(file())).isEmpty();
        DatabaseOwnership.acquire(file(), "again").close();
    }

    @Test
    void whoWaitsHearsWhyAndGetsItWhenItIsFree() {
        DatabaseOwnership first = DatabaseOwnership.acquire(file(), "first");
        CompletableFuture<Void> release =
                CompletableFuture.runAsync(
                        first::close,
                        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
        List<String> heard = Collections.synchronizedList(new ArrayList<>());

        DatabaseOwnership.acquire(
                        file(),
                        "second",
                        Duration.ofSeconds(20),
                        (phase, done, total) -> heard.add(phase))
                .close();
        release.join();
        assertThat(heard).isNotEmpty().first().asString().contains("(first)");
    }

    @Test
    void waitingEndsAtItsLimit() {
        try (DatabaseOwnership first = DatabaseOwnership.acquire(file(), "first")) {
            long start = System.nanoTime();
            assertThatThrownBy(() ->
                            DatabaseOwnership.acquire(
                                    first.file(),
                                    "second",
                                    Duration.ofMillis(1_100),
                                    ProgressListener.NONE))
                    .hasMessageContaining("after 1 s of waiting");
            assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
        }
    }

    @Test
    void noDriverIsMadeWithoutOwnership() {
        DatabaseOwnership ownership = DatabaseOwnership.acquire(file(), "test");
        SqliteDriver driver = new SqliteDriver(ownership, SqliteSettings.standard());
        ownership.close();

        assertThatThrownBy(() -> new SqliteDriver(ownership, SqliteSettings.standard()))
                .hasMessageContaining("was given up");
        assertThatThrownBy(() -> driver.query("SELECT 1"))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error ->
                                assertThat(error.code())
                                        .isEqualTo(DatabaseErrorCode.NOT_CONNECTED));
    }
}
