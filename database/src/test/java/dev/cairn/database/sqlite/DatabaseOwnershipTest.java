package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.JavaCommand;
import dev.cairn.database.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    /** A process that owns a database until its input ends. */
    static final class OtherOwner implements AutoCloseable {

        private final Process process;

        OtherOwner(Path file, String command) throws IOException {
            process =
                    new ProcessBuilder(JavaCommand.of(OtherOwner.class, file, command))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("owned");
        }

        public static void main(String[] arguments) throws IOException {
            try (DatabaseOwnership owned =
                    DatabaseOwnership.acquire(Path.of(arguments[0]), arguments[1])) {
                System.out.println("owned");
                System.out.flush();
                while (System.in.read() >= 0) {
                    assertThat(owned.file()).exists();
                }
            }
        }

        /** Lets it close the database and end. */
        void end() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            end();
            process.onExit().join();
        }
    }

    @Test
    void aSecondOwnerIsToldWhoTheFirstIs() throws Exception {
        try (OtherOwner first = new OtherOwner(file(), "indexing")) {
            DatabaseOwnership.Owner owner = DatabaseOwnership.lastOwner(file()).orElseThrow();
            assertThat(owner.processId()).isEqualTo(first.process.pid());
            assertThatThrownBy(() -> DatabaseOwnership.acquire(file(), "syncing"))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            error ->
                                    assertThat(error.code())
                                            .isEqualTo(DatabaseErrorCode.OWNED_BY_ANOTHER))
                    .hasMessageContaining("process " + first.process.pid())
                    .hasMessageContaining("(indexing)")
                    .hasMessageContaining(owner.since().toString());
        }
        assertThat(DatabaseOwnership.lastOwner(file())).isEmpty();
        DatabaseOwnership.acquire(file(), "again").close();
    }

    @Test
    void aSecondOwnerInOneProgramIsRefusedAtOnce() {
        try (DatabaseOwnership first = DatabaseOwnership.acquire(file(), "first")) {
            assertThatThrownBy(() ->
                            DatabaseOwnership.acquire(
                                    first.file(),
                                    "second",
                                    Duration.ofMinutes(1),
                                    ProgressListener.NONE))
                    .hasMessageContaining("already open in this program");
        }
    }

    @Test
    void whoWaitsHearsWhyAndGetsItWhenItIsFree() throws Exception {
        List<String> heard = Collections.synchronizedList(new ArrayList<>());
        try (OtherOwner first = new OtherOwner(file(), "first")) {
            CompletableFuture<Void> release =
                    CompletableFuture.runAsync(
                            first::end,
                            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));

            DatabaseOwnership.acquire(
                            file(),
                            "second",
                            Duration.ofSeconds(20),
                            (phase, done, total) -> heard.add(phase))
                    .close();
            release.join();
        }
        assertThat(heard).isNotEmpty().first().asString().contains("(first)");
    }

    @Test
    void waitingEndsAtItsLimit() throws Exception {
        try (OtherOwner _ = new OtherOwner(file(), "first")) {
            long start = System.nanoTime();
            assertThatThrownBy(() ->
                            DatabaseOwnership.acquire(
                                    file(),
                                    "second",
                                    Duration.ofMillis(1_100),
                                    ProgressListener.NONE))
                    .hasMessageContaining("after 1 s of waiting");
            assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
        }
    }

    @Test
    void aFileWithASecondNameIsRefusedAndOneThatARestoreLeftIsRemoved() throws Exception {
        DatabaseOwnership.acquire(file(), "first").close();
        Files.write(file(), new byte[0]);
        Path other = Files.createLink(folder.resolve("other.db"), file());

        for (Path name : List.of(file(), other)) {
            assertThatThrownBy(() -> DatabaseOwnership.acquire(name, "second"))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(name.toRealPath().toString())
                    .hasMessageContaining("2 names")
                    .extracting(error -> ((DatabaseException) error).code())
                    .isEqualTo(DatabaseErrorCode.REFUSED);
        }
        Files.delete(other);
        DatabaseOwnership.acquire(file(), "third").close();

        Path kept =
                Files.createLink(folder.resolve("x.db.before-restore-20261201T031500000Z"), file());
        DatabaseOwnership.acquire(file(), "fourth").close();
        assertThat(kept).doesNotExist();
        assertThat(file()).exists();
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
