package dev.cairn.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation.Credentials;
import dev.cairn.database.DatabaseLocation.Encryption;
import dev.cairn.database.DatabaseLocation.Host;
import dev.cairn.database.DatabaseLocation.Limits;
import dev.cairn.database.DatabaseLocation.Server;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.TransactionState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong between a client and a server, on a server with passwords and TLS. */
@SuppressWarnings("NullAway.Init") // The server is started before the tests.
@Timeout(120)
final class PostgresConnectionIT {

    private static final String SECRET = "s3cret-\u00e4:\\word";
    private static final String ACCESS =
            """
            hostssl all tls_user 127.0.0.1/32 trust
            host all tls_user 127.0.0.1/32 reject
            host all secret_user 127.0.0.1/32 scram-sha-256
            host all all 127.0.0.1/32 trust
            host replication all 127.0.0.1/32 trust
            """;

    @TempDir static Path folder;

    private static PostgresServer server;
    private static Path certificate;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        server = PostgresServer.start(Map.of());
        server.execute(
                "postgres",
                "CREATE ROLE secret_user LOGIN PASSWORD '" + SECRET + "'",
                "CREATE ROLE tls_user LOGIN",
                "CREATE TABLE t(id bigint PRIMARY KEY, v text)",
                "INSERT INTO t VALUES (1, 'one')");
        ServerCertificate made = ServerCertificate.make(folder);
        certificate = folder.resolve("root.crt");
        Files.writeString(certificate, made.certificate());
        server.writeFile("server.crt", made.certificate());
        server.writeFile("server.key", made.key());
        server.writeFile("pg_hba.conf", ACCESS);
        server.restart(Map.of("ssl", "on"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Server location(String user, String tls, Optional<Path> password) {
        return location(
                List.of(new Host("127.0.0.1", server.port())),
                user,
                tls,
                password,
                Limits.STANDARD);
    }

    private static Server location(
            List<Host> hosts, String user, String tls, Optional<Path> password, Limits limits) {
        return new Server(
                hosts,
                "postgres",
                "public",
                new Credentials(user, password, Optional.empty()),
                new Encryption(tls, Optional.empty()),
                limits);
    }

    private static Server at(int port) {
        return location(
                List.of(new Host("127.0.0.1", port)),
                "postgres",
                "disable",
                Optional.empty(),
                Limits.STANDARD);
    }

    private static PostgresSource open(Server location) {
        return new PostgresSource(location, PostgresConnector.Purpose.WRITE);
    }

    private static DatabaseException fails(DatabaseErrorCode code, ThrowingCallable call) {
        List<DatabaseException> found = new ArrayList<>();
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> {
                            assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
                            found.add(e);
                        });
        return found.getFirst();
    }

    private static Path passwordFile(String text, String permissions) throws IOException {
        Path file = Files.createTempFile(folder, "password", "");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    @Test
    void aPasswordIsTakenFromAFileOfItsOwner() throws IOException {
        Path file = passwordFile(SECRET + "\n", "rw-------");
        try (PostgresSource source = open(location("secret_user", "disable", Optional.of(file)));
                DatabaseDriver driver = source.openDriver()) {
            assertThat(driver.queryValue("SELECT current_user::text")).contains("secret_user");
        }
        Path open = passwordFile(SECRET, "rw-r--r--");
        assertThat(
                        fails(
                                DatabaseErrorCode.INVALID_CONFIGURATION,
                                () -> open(location("secret_user", "disable", Optional.of(open)))))
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aPasswordIsTakenFromPgpassAndTheEnvironment() throws IOException {
        Server location = location("secret_user", "disable", Optional.empty());
        Path home = Files.createTempDirectory(folder, "home");
        Path pgpass = home.resolve(".pgpass");
        Files.writeString(
                pgpass,
                "# comment\nother:*:*:*:wrong\n127.0.0.1:*:postgres:secret_user:"
                        + SECRET.replace("\\", "\\\\").replace(":", "\\:")
                        + "\n");
        Files.setPosixFilePermissions(pgpass, PosixFilePermissions.fromString("rw-------"));

        assertThat(new PostgresPassword(Map.of(), home).of(location)).contains(SECRET);
        assertThat(new PostgresPassword(Map.of("PGPASSWORD", "x"), home).of(location))
                .contains("x");
        assertThat(new PostgresPassword(Map.of("PGPASSFILE", "/nowhere"), home).of(location))
                .isEmpty();
        Server named =
                new Server(
                        location.hosts(),
                        location.database(),
                        location.schema(),
                        new Credentials("secret_user", Optional.empty(), Optional.of("MINE")),
                        location.encryption(),
                        location.limits());
        assertThat(new PostgresPassword(Map.of("MINE", "y"), home).of(named)).contains("y");
        fails(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                () -> new PostgresPassword(Map.of(), home).of(named));
    }

    @Test
    void aWrongPasswordIsNeverPrinted() throws IOException {
        Path file = passwordFile("wrong-" + SECRET, "rw-------");
        Server location = location("secret_user", "disable", Optional.of(file));
        DatabaseException error =
                fails(DatabaseErrorCode.INVALID_CONFIGURATION, () -> open(location));

        assertThat(error).hasMessageContaining("secret_user").hasMessageContaining("28P01");
        StringWriter all = new StringWriter();
        error.printStackTrace(new PrintWriter(all));
        assertThat(all + error.details().toString() + location).doesNotContain(SECRET);
        assertThat(ProcessHandle.current().info().toString()).doesNotContain(SECRET);
    }

    @Test
    void aServerThatIsNotThereIsSaidToBe() throws IOException {
        Server noHost =
                location(
                        List.of(new Host("no-such-host.invalid", 5432)),
                        "postgres",
                        "disable",
                        Optional.empty(),
                        Limits.STANDARD);
        fails(DatabaseErrorCode.INVALID_CONFIGURATION, () -> open(noHost));
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        fails(DatabaseErrorCode.NOT_CONNECTED, () -> open(at(free)));
        Server noDatabase =
                new Server(
                        at(server.port()).hosts(),
                        "nowhere",
                        "public",
                        at(server.port()).credentials(),
                        at(server.port()).encryption(),
                        Limits.STANDARD);
        assertThat(fails(DatabaseErrorCode.INVALID_CONFIGURATION, () -> open(noDatabase)))
                .hasMessageContaining("CREATE DATABASE");
    }

    @Test
    void anotherServerThanPostgresIsRefused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform()
                    .daemon()
                    .start(() -> {
                        try (Socket client = socket.accept();
                                OutputStream out = client.getOutputStream()) {
                            client.getInputStream().read();
                            out.write(
                                    "HTTP/1.1 400 Bad Request\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                        } catch (IOException _) {
                            // The client has ended.
                        }
                    });
            assertThatThrownBy(() -> open(at(socket.getLocalPort())))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("cannot open database '127.0.0.1:");
        }
    }

    @Test
    void aServerThatRequiresEncryptionSaysSo() {
        assertThat(
                        fails(
                                DatabaseErrorCode.INVALID_CONFIGURATION,
                                () -> open(location("tls_user", "disable", Optional.empty()))))
                .hasMessageContaining("tls");
        for (String mode : List.of("prefer", "require")) {
            try (PostgresSource source = open(location("tls_user", mode, Optional.empty()));
                    DatabaseDriver driver = source.openDriver()) {
                assertThat(
                                driver.queryValue(
                                        "SELECT ssl::int FROM pg_stat_ssl"
                                                + " WHERE pid = pg_backend_pid()"))
                        .contains(1L);
            }
        }
    }

    @Test
    void aCertificateIsVerified() {
        Server plain = location("tls_user", "verify-full", Optional.empty());
        fails(DatabaseErrorCode.INVALID_CONFIGURATION, () -> open(plain));
        Server trusted =
                new Server(
                        plain.hosts(),
                        plain.database(),
                        plain.schema(),
                        plain.credentials(),
                        new Encryption("verify-full", Optional.of(certificate)),
                        plain.limits());
        try (PostgresSource source = open(trusted);
                DatabaseDriver driver = source.openDriver()) {
            assertThat(driver.queryValue("SELECT 1")).contains(1L);
        }
    }

    @Test
    void aProxyThatPoolsAndAnOldServerAreRefused() throws IOException {
        try (AlteringProxy proxy = AlteringProxy.pooling(server)) {
            assertThat(fails(DatabaseErrorCode.INVALID_CONFIGURATION, () -> open(at(proxy.port()))))
                    .hasMessageContaining("PgBouncer");
        }
        try (AlteringProxy proxy = AlteringProxy.ofVersion(server, "9.6.24")) {
            assertThat(fails(DatabaseErrorCode.INVALID_CONFIGURATION, () -> open(at(proxy.port()))))
                    .hasMessageContaining("9.6.24")
                    .hasMessageContaining("13 or later");
        }
    }

    @Test
    void aBrokenConnectionFailsTheTransactionAndTheNextOneWorks() {
        try (PostgresSource source = open(at(server.port()));
                DatabaseDriver driver = source.openDriver()) {
            driver.begin(TransactionMode.WRITE);
            driver.execute("INSERT INTO t VALUES (2, 'lost')");
            terminate(driver.queryValue("SELECT pg_backend_pid()").orElseThrow());
            fails(
                    DatabaseErrorCode.CONNECTION_LOST,
                    () -> driver.execute("INSERT INTO t VALUES (3, 'lost')"));
            assertThat(driver.transactionState()).isEqualTo(TransactionState.FAILED);
            driver.rollback();
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(1L);

            CompletableFuture<Void> end =
                    CompletableFuture.runAsync(
                            () -> terminateSleeping(), after(Duration.ofMillis(300)));
            fails(
                    DatabaseErrorCode.IN_DOUBT,
                    () -> driver.execute("DO $$ BEGIN PERFORM pg_sleep(30); END $$"));
            end.join();
            server.restart(Map.of());
            assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(1L);
        }
    }

    private static Executor after(Duration time) {
        return CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void terminate(Object process) {
        server.execute("postgres", "SELECT pg_terminate_backend(" + process + ")");
    }

    private static void terminateSleeping() {
        server.execute(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()");
    }

    @Test
    void aLockThatIsNotFreeIsGivenUp() {
        Limits limits =
                new Limits(
                        2,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(2),
                        Duration.ZERO);
        Server location =
                location(
                        at(server.port()).hosts(), "postgres", "disable", Optional.empty(), limits);
        try (PostgresSource source = open(location);
                DatabaseDriver holder = source.openDriver();
                DatabaseDriver waiting = source.openDriver();
                DatabaseDriver third = source.openDriver()) {
            holder.begin(TransactionMode.WRITE);
            holder.execute("UPDATE t SET v = 'held'");
            assertThat(
                            fails(
                                    DatabaseErrorCode.BUSY,
                                    () -> waiting.execute("UPDATE t SET v = 'waits'")))
                    .hasMessageContaining("55P03");
            fails(DatabaseErrorCode.TIMEOUT, () -> waiting.execute("SELECT pg_sleep(20)"));
            waiting.begin(TransactionMode.READ);
            assertThat(fails(DatabaseErrorCode.OVERLOADED, () -> third.query("SELECT 1")))
                    .hasMessageContaining("all 2 are in use");
            waiting.commit();
            holder.rollback();
            assertThat(third.queryValue("SELECT v FROM t WHERE id = 1")).contains("one");
        }
    }

    @Test
    void rowsAreReadInBoundedMemory() {
        try (PostgresSource source = open(at(server.port()));
                DatabaseDriver driver = source.openDriver()) {
            long start = System.nanoTime();
            try (Rows rows =
                    driver.query(
                            "SELECT i, repeat('x', 10000) FROM generate_series(1, 1000000) i")) {
                for (int i = 1; i <= 2_000; i++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.integer(0)).isEqualTo(i);
                }
                // Another statement of the same conversation may come between.
                assertThat(driver.queryValue("SELECT count(*) FROM t")).contains(1L);
                assertThat(rows.next()).isTrue();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(20));
        }
    }

    /** Ten minutes with {@code -Dcairn.long=true}. */
    @Test
    @Timeout(900)
    void manyThreadsShareFewConnections() throws InterruptedException {
        server.execute("postgres", "CREATE TABLE IF NOT EXISTS busy(n bigint)");
        Duration time = Duration.ofSeconds(Rounds.of(2, 3, 600));
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        List<CompletableFuture<List<Integer>>> threads = new ArrayList<>();
        long early;
        try (PostgresSource source = open(at(server.port()));
                var pool = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                threads.add(CompletableFuture.supplyAsync(() -> work(source, end), pool));
            }
            Thread.sleep(time.toMillis() / 4);
            early = usedMegabytes();
            List<Integer> micros =
                    threads.stream().flatMap(thread -> thread.join().stream()).sorted().toList();
            try (DatabaseDriver driver = source.openDriver()) {
                assertThat(driver.queryValue("SELECT count(*) FROM busy"))
                        .contains((long) micros.size());
                assertThat(
                                (Long)
                                        driver.queryValue(
                                                        "SELECT count(*) FROM pg_stat_activity"
                                                                + " WHERE application_name = 'cairn'")
                                                .orElseThrow())
                        .isLessThanOrEqualTo(10);
            }
            assertThat(micros).hasSizeGreaterThan(50);
            long late = usedMegabytes() - micros.size() * 24L / 1_000_000;
            System.out.printf(
                    "50 threads, 10 connections, %d s: %d rounds of a write and a read, p50 %d,"
                            + " p95 %d, longest %d ms; heap %d MB early, %d MB at the end%n",
                    time.toSeconds(),
                    micros.size(),
                    micros.get(micros.size() / 2) / 1_000,
                    micros.get(micros.size() * 95 / 100) / 1_000,
                    micros.getLast() / 1_000,
                    early,
                    late);
            assertThat(late).isLessThan(early + 50);
        }
    }

    private static long usedMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_000_000;
    }

    /** Returns how long each round took, in microseconds. */
    private static List<Integer> work(PostgresSource source, long end) {
        List<Integer> micros = new ArrayList<>();
        try (DatabaseDriver driver = source.openDriver()) {
            long start = System.nanoTime();
            while (start < end) {
                driver.inTransaction(
                        TransactionMode.WRITE,
                        () -> driver.execute("INSERT INTO busy VALUES (?)", 1));
                driver.queryValue("SELECT v FROM t LIMIT 1");
                long now = System.nanoTime();
                micros.add((int) ((now - start) / 1_000));
                start = now;
            }
        }
        return micros;
    }
}
