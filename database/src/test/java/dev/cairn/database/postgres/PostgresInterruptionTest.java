package dev.cairn.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseLocation.Credentials;
import dev.cairn.database.DatabaseLocation.Encryption;
import dev.cairn.database.DatabaseLocation.Host;
import dev.cairn.database.DatabaseLocation.Limits;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.plan.SchemaFingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Syncs that something else stops: the network, the server, a limit, another session. */
@Timeout(120)
final class PostgresInterruptionTest {

    private static final String BEFORE = "CREATE TABLE t(id int PRIMARY KEY, n int)";
    private static final String WANTED = "CREATE TABLE t(id int PRIMARY KEY, n int, more text);";

    private PostgresTestDatabase database;

    @BeforeEach
    void create() {
        database = PostgresServer.shared().createDatabase();
        database.execute(BEFORE, "INSERT INTO t SELECT g, g FROM generate_series(1, 100) AS g");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private static SyncResult sync(DatabaseDriver driver, String sql) {
        return driver.perform(
                new SyncRequest(
                        DefinitionReader.readSql(sql, "schema.sql", Engine.of(driver)),
                        new SyncOptions(Optional.empty(), false, false, true, false, false)),
                ProgressListener.NONE);
    }

    private PostgresSource through(AlteringProxy proxy) {
        return new PostgresSource(
                new DatabaseLocation.Server(
                        List.of(new Host("127.0.0.1", proxy.port())),
                        database.name(),
                        "public",
                        new Credentials(PostgresServer.USER, Optional.empty(), Optional.empty()),
                        new Encryption("disable", Optional.empty()),
                        Limits.STANDARD),
                PostgresConnector.Purpose.WRITE);
    }

    private static boolean isDone(char kind, byte[] body, String command) {
        return kind == 'C' && new String(body, StandardCharsets.UTF_8).startsWith(command);
    }

    private SyncResult syncDirectly() {
        try (PostgresSource source = TestServers.source(database);
                DatabaseDriver driver = source.openDriver()) {
            return sync(driver, WANTED);
        }
    }

    @Test
    void aLostAnswerToTheCommitIsSaidWithTheStateThatWasReadAgain() throws IOException {
        ThreadLocal<Boolean> altered = ThreadLocal.withInitial(() -> false);
        AtomicInteger cut = new AtomicInteger();
        try (AlteringProxy proxy =
                        AlteringProxy.cutting(
                                database.server(),
                                (kind, body) -> {
                                    // The entry of the audit trail is the last of the transaction.
                                    altered.set(altered.get() || isDone(kind, body, "INSERT"));
                                    return altered.get()
                                            && isDone(kind, body, "COMMIT")
                                            && cut.getAndIncrement() == 0;
                                });
                PostgresSource source = through(proxy);
                DatabaseDriver driver = source.openDriver()) {
            sync(driver, BEFORE + ";");
            cut.set(0);
            DatabaseException lost =
                    catchThrowableOfType(DatabaseException.class, () -> sync(driver, WANTED));

            assertThat(lost).as("the sync has an answer").isNotNull();
            assertThat(lost.code()).isEqualTo(DatabaseErrorCode.IN_DOUBT);
            assertThat(lost)
                    .hasMessageContaining("it is not known whether it was done")
                    .hasMessageContaining("the schema was read again")
                    .hasMessageContaining("the change was committed");
        }
        assertThat(syncDirectly().outcome()).isEqualTo(SyncResult.Outcome.UNCHANGED);
    }

    @Test
    void aConnectionThatIsLostInTheTransactionIsMadeAgain() throws IOException {
        AtomicInteger cut = new AtomicInteger();
        try (AlteringProxy proxy =
                        AlteringProxy.cutting(
                                database.server(),
                                (kind, body) ->
                                        isDone(kind, body, "INSERT") && cut.getAndIncrement() < 2);
                PostgresSource source = through(proxy);
                DatabaseDriver driver = source.openDriver()) {
            assertThat(sync(driver, WANTED).outcome()).isEqualTo(SyncResult.Outcome.CHANGED);
            assertThat(cut.get()).isGreaterThan(2);
        }
        assertThat(syncDirectly().outcome()).isEqualTo(SyncResult.Outcome.UNCHANGED);
    }

    @Test
    void aConnectionThatIsLostAgainAndAgainIsGivenUp() throws IOException {
        try (AlteringProxy proxy =
                        AlteringProxy.cutting(
                                database.server(), (kind, body) -> isDone(kind, body, "INSERT"));
                PostgresSource source = through(proxy);
                DatabaseDriver driver = source.openDriver()) {
            DatabaseException lost =
                    catchThrowableOfType(DatabaseException.class, () -> sync(driver, WANTED));

            assertThat(lost.code()).isEqualTo(DatabaseErrorCode.CONNECTION_LOST);
            assertThat(lost).hasMessageContaining("it was tried 4 times");
        }
        assertThat(syncDirectly().outcome()).isEqualTo(SyncResult.Outcome.CHANGED);
    }

    @Test
    void theVictimOfADeadlockIsTriedAgain() throws Exception {
        database.execute(
                "CREATE TABLE u(id int)",
                "ALTER DATABASE " + database.name() + " SET deadlock_timeout = '50ms'");
        try (PostgresSource source = TestServers.source(database);
                DatabaseDriver other = source.openDriver();
                DatabaseDriver own = source.openDriver()) {
            AtomicInteger tries = new AtomicInteger();
            other.begin(TransactionMode.WRITE);
            other.execute("SET LOCAL deadlock_timeout = '20s'");
            other.execute("LOCK TABLE u");
            CompletableFuture<Void> blocked = new CompletableFuture<>();
            CompletableFuture<Void> end =
                    CompletableFuture.runAsync(() -> {
                        blocked.join();
                        other.execute("LOCK TABLE t");
                        other.commit();
                    });
            new LockRetry(source.pool(), own)
                    .inTransaction(() -> {
                        own.execute("LOCK TABLE t");
                        if (tries.getAndIncrement() == 0) {
                            blocked.complete(null);
                            awaitWaiting(source);
                        }
                        return own.execute("ALTER TABLE u ADD COLUMN n int");
                    });
            end.get(30, TimeUnit.SECONDS);

            assertThat(tries.get()).isGreaterThan(1);
            assertThat(own.queryValue("SELECT count(n) FROM u")).contains(0L);
        }
    }

    private void awaitWaiting(PostgresSource source) {
        try (DatabaseDriver third = source.openDriver()) {
            while (third.queryValue(
                            "SELECT 1 FROM pg_locks WHERE NOT granted AND database = (SELECT oid"
                                    + " FROM pg_database WHERE datname = current_database())")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    /** The server raises these states itself, in the middle of the transaction. */
    private void failsWith(String state, DatabaseErrorCode code, String... parts) {
        database.execute(
                "CREATE FUNCTION stops() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF"
                        + " tg_tag = 'ALTER TABLE' AND current_database() = '"
                        + database.name()
                        + "' THEN RAISE EXCEPTION 'no more' USING ERRCODE = '"
                        + state
                        + "'; END IF; END $$",
                "CREATE EVENT TRIGGER stops ON ddl_command_end EXECUTE FUNCTION stops()");
        try (PostgresSource source = TestServers.source(database);
                DatabaseDriver driver = source.openDriver()) {
            String before = SchemaFingerprint.of(driver.inspectSchema());
            DatabaseException failed =
                    catchThrowableOfType(DatabaseException.class, () -> sync(driver, WANTED));

            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed).hasMessageContainingAll(parts);
            assertThat(SchemaFingerprint.of(driver.inspectSchema())).isEqualTo(before);
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(100L);
        }
    }

    @Test
    void aFullDiskLeavesTheSchemaAsItWas() {
        failsWith("53100", DatabaseErrorCode.DISK_FULL, "nothing was changed", "53100");
    }

    @Test
    void aStatementTimeoutOfTheServerLeavesTheSchemaAsItWas() {
        failsWith("57014", DatabaseErrorCode.CANCELLED, "nothing was changed", "57014");
    }

    @Test
    void aRightThatIsMissingIsSaidWithItsGrant() {
        database.execute("CREATE ROLE cairn_guest LOGIN CREATEDB");
        try (PostgresSource source = TestServers.source(database, "cairn_guest");
                DatabaseDriver driver = source.openDriver()) {
            DatabaseException denied =
                    catchThrowableOfType(DatabaseException.class, () -> sync(driver, WANTED));

            assertThat(denied.code()).isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION);
            assertThat(denied)
                    .hasMessageContaining("GRANT SELECT, UPDATE ON TABLE t TO \"cairn_guest\"");
        } finally {
            database.execute("DROP ROLE cairn_guest");
        }
    }
}
