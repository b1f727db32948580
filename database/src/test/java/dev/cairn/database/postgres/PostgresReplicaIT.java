package dev.cairn.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation.Credentials;
import dev.cairn.database.DatabaseLocation.Encryption;
import dev.cairn.database.DatabaseLocation.Host;
import dev.cairn.database.DatabaseLocation.Limits;
import dev.cairn.database.DatabaseLocation.Server;
import dev.cairn.database.TransactionMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A primary and a standby that follows it, both real. */
@Timeout(180)
final class PostgresReplicaIT {

    private static final String PORT = "SELECT inet_server_port()";

    @Test
    void readsGoToAStandbyWritesToThePrimaryAndAFailoverIsSurvived() throws Exception {
        try (PostgresServer primary = PostgresServer.start(Map.of())) {
            primary.execute("postgres", "CREATE TABLE t(v int)", "INSERT INTO t VALUES (1)");
            try (PostgresServer standby = primary.startStandby(Map.of())) {
                refusesToWrite(standby);
                try (PostgresSource source =
                                new PostgresSource(
                                        location(primary, standby),
                                        PostgresConnector.Purpose.WRITE);
                        DatabaseDriver driver = source.openDriver()) {
                    assertThat(await(driver, standby.port())).isEqualTo(standby.port());
                    assertThat(driver.queryValue(PORT)).contains((long) primary.port());
                    driver.execute("INSERT INTO t VALUES (2)");
                    // What this process wrote it reads, though the standby may not have it yet.
                    assertThat(reading(driver, "SELECT count(*) FROM t")).isEqualTo(2);

                    // A standby that is behind would lose the row: replication is asynchronous.
                    awaitRows(standby, 2);
                    primary.stop();
                    standby.execute("postgres", "SELECT pg_promote(true, 30)");
                    writeAgain(driver);
                    assertThat(driver.queryValue(PORT)).contains((long) standby.port());
                    assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(3L);
                }
            }
        }
    }

    private static Server location(PostgresServer... servers) {
        return new Server(
                Stream.of(servers).map(one -> new Host("127.0.0.1", one.port())).toList(),
                "postgres",
                "public",
                new Credentials("postgres", Optional.empty(), Optional.empty()),
                new Encryption("disable", Optional.empty()),
                new Limits(
                        4,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        Duration.ofSeconds(30)));
    }

    private static void refusesToWrite(PostgresServer standby) {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() ->
                        new PostgresSource(location(standby), PostgresConnector.Purpose.WRITE))
                .satisfies(e ->
                        assertThat(e.code()).isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION))
                .withMessageContaining("standby");
        try (PostgresSource source =
                        new PostgresSource(location(standby), PostgresConnector.Purpose.LOOK);
                DatabaseDriver driver = source.openDriver()) {
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(1L);
            assertThatExceptionOfType(DatabaseException.class)
                    .isThrownBy(() -> driver.execute("INSERT INTO t VALUES (9)"))
                    .withMessageContaining("25006");
        }
    }

    private static long reading(DatabaseDriver driver, String sql) {
        return driver.inTransaction(
                TransactionMode.READ, () -> (Long) driver.queryValue(sql).orElseThrow());
    }

    /** Waits until reads go to a server. */
    private static long await(DatabaseDriver driver, int port) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        long present;
        do {
            present = reading(driver, PORT);
            Thread.sleep(50);
        } while (present != port && System.nanoTime() < end);
        return present;
    }

    /** Waits until a standby has so many rows. */
    private static void awaitRows(PostgresServer standby, long rows) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (PostgresSource source =
                        new PostgresSource(location(standby), PostgresConnector.Purpose.LOOK);
                DatabaseDriver driver = source.openDriver()) {
            while ((Long) driver.queryValue("SELECT count(*) FROM t").orElseThrow() != rows) {
                assertThat(System.nanoTime()).as("the standby is behind").isLessThan(end);
                Thread.sleep(50);
            }
        }
    }

    /** The first attempts may find the lost connection, and the roles as they were. */
    private static void writeAgain(DatabaseDriver driver) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                driver.execute("INSERT INTO t VALUES (3)");
                return;
            } catch (DatabaseException e) {
                List<DatabaseErrorCode> passing =
                        List.of(
                                DatabaseErrorCode.IN_DOUBT,
                                DatabaseErrorCode.CONNECTION_LOST,
                                DatabaseErrorCode.NOT_CONNECTED,
                                DatabaseErrorCode.OVERLOADED);
                assertThat(e.code()).as(e.getMessage()).isIn(passing);
                assertThat(System.nanoTime()).isLessThan(end);
            }
            Thread.sleep(200);
        }
    }
}
