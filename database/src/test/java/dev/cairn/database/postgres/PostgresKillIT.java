package dev.cairn.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.JavaCommand;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import dev.cairn.database.SyncResult;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.HealthCheck;
import dev.cairn.database.file.FailPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process that syncs a database, and the server, at random moments and at chosen ones.
 * Afterwards the transactional part is there as a whole or not at all, all rows are there, one more
 * run completes the rest, and no invalid index is left.
 *
 * <p>{@code -Dcairn.long=true} kills 100 clients and 100 servers.
 */
final class PostgresKillIT {

    private static final int CLIENTS = Rounds.of(1, 3, 100);
    private static final int SERVERS = Rounds.of(1, 3, 100);
    private static final int ROWS = Rounds.of(4_000, 4_000, 20_000);
    private static final long ONLINE_ROWS = 1_000;
    private static final long SEED = 20_261_130;
    private static final String TEMPLATE = "cairn_kill_before";

    @SuppressWarnings("InlineFormatString") // A script is read apart from its use.
    private static final String BEFORE =
            """
            CREATE TABLE p(id int PRIMARY KEY, name text);
            CREATE TABLE t(id int NOT NULL, p_id int, n int, v text, gone text);
            CREATE INDEX t_v ON t(v);
            CREATE VIEW w AS SELECT id, n FROM t;
            CREATE TABLE small(id int PRIMARY KEY, x int);
            INSERT INTO p SELECT g, 'p' || g FROM generate_series(1, 50) AS g;
            INSERT INTO small SELECT g, g FROM generate_series(1, 50) AS g;
            INSERT INTO t SELECT g, 1 + g %% 50, g, 'v' || g, 'x' FROM generate_series(1, %d) AS g\
            """;

    private static final String WANTED =
            """
            CREATE TABLE p(id int PRIMARY KEY, name text NOT NULL);
            CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p, n int NOT NULL CHECK (n > 0),
              v text UNIQUE, more int DEFAULT 7);
            CREATE INDEX t_p ON t(p_id);
            CREATE INDEX t_v ON t(lower(v));
            CREATE UNIQUE INDEX t_n ON t(n) INCLUDE (v);
            CREATE VIEW w AS SELECT id, n, v FROM t;
            CREATE TABLE small(id int PRIMARY KEY, x bigint);
            CREATE TABLE fresh(id int PRIMARY KEY);
            """;

    /** Each step can be undone, so its rows are not asked before. */
    private static final String PROVEN =
            """
            CREATE TABLE p(id int PRIMARY KEY, name text);
            CREATE TABLE t(id int PRIMARY KEY, p_id int REFERENCES p, n int NOT NULL CHECK (n > 0),
              v text UNIQUE, gone text, more int DEFAULT 7);
            CREATE INDEX t_v ON t(v);
            CREATE INDEX t_p ON t(p_id);
            CREATE UNIQUE INDEX t_n ON t(n) INCLUDE (v);
            CREATE VIEW w AS SELECT id, n FROM t;
            CREATE TABLE small(id int PRIMARY KEY, x int);
            """;

    /** What is killed, with the parts of the transaction when it is done. */
    private enum Plan {
        MIXED(WANTED, "t t t t t t"),
        UNDOABLE(PROVEN, "f t f f f f");

        private final String sql;
        private final String whole;

        Plan(String sql, String whole) {
            this.sql = sql;
            this.whole = whole;
        }

        static Plan of(int round) {
            return values()[round % 2];
        }
    }

    /** Says for each part of the transaction whether it is done. */
    private static final String PARTS =
            "SELECT format('%s %s %s %s %s %s', to_regclass('fresh') IS NOT NULL, EXISTS (SELECT FROM"
                    + " pg_attribute WHERE attrelid = 't'::regclass AND attname = 'more'), EXISTS"
                    + " (SELECT FROM pg_attribute WHERE attrelid = 'small'::regclass AND attname ="
                    + " 'x' AND atttypid = 'int8'::regtype), EXISTS (SELECT FROM pg_attribute WHERE"
                    + " attrelid = 'w'::regclass AND attname = 'v'), (SELECT attnotnull FROM"
                    + " pg_attribute WHERE attrelid = 'p'::regclass AND attname = 'name'), NOT EXISTS"
                    + " (SELECT FROM pg_attribute WHERE attrelid = 't'::regclass AND attname ="
                    + " 'gone'))";

    private static final String DIGEST =
            "SELECT md5((SELECT string_agg(id || ',' || p_id || ',' || n || ',' || v, ';' ORDER BY"
                    + " id) FROM t) || (SELECT string_agg(id || ',' || x, ';' ORDER BY id) FROM small)"
                    + " || (SELECT string_agg(id || ',' || name, ';' ORDER BY id) FROM p))";

    @TempDir private static Path folder;
    private static PostgresServer server;
    private static String digest = "";
    private static long wholeMillis;

    @BeforeAll
    static void makeTemplate() throws IOException {
        server = PostgresServer.start(java.util.Map.of());
        server.execute(PostgresServer.USER, "CREATE DATABASE " + TEMPLATE);
        server.execute(TEMPLATE, BEFORE.formatted(ROWS).split(";\n"));
        server.execute(TEMPLATE, "ANALYZE");
        for (Plan plan : Plan.values()) {
            Files.writeString(folder.resolve(plan + ".sql"), plan.sql);
        }
        PostgresTestDatabase first = fresh();
        try (PostgresSource source = TestServers.source(first);
                DatabaseDriver driver = source.openDriver()) {
            digest = text(driver, DIGEST);
            sync(driver, Plan.MIXED);
        }
        PostgresTestDatabase second = fresh();
        try (PostgresSource source = TestServers.source(second);
                DatabaseDriver driver = source.openDriver()) {
            long start = System.nanoTime();
            sync(driver, Plan.MIXED);
            wholeMillis = (System.nanoTime() - start) / 1_000_000;
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** What killed processes left of scratch databases would fill a disk. */
    private static void dropScratches() {
        List<String> left = new ArrayList<>();
        try (PostgresSource source =
                        TestServers.source(new PostgresTestDatabase(server, PostgresServer.USER));
                DatabaseDriver driver = source.openDriver();
                Rows rows =
                        driver.query(
                                "SELECT datname FROM pg_database WHERE datname ~"
                                        + " '^cairn_scratch_'")) {
            while (rows.next()) {
                left.add("DROP DATABASE " + rows.text(0) + " WITH (FORCE)");
            }
        }
        server.execute(PostgresServer.USER, left.toArray(String[]::new));
    }

    private static PostgresTestDatabase fresh() {
        dropScratches();
        server.execute(
                PostgresServer.USER,
                "DROP DATABASE IF EXISTS killed WITH (FORCE)",
                "CREATE DATABASE killed TEMPLATE " + TEMPLATE);
        return new PostgresTestDatabase(server, "killed");
    }

    private static SyncResult sync(DatabaseDriver driver, Plan plan) {
        return driver.perform(
                PostgresSyncTask.request(driver, plan.sql, ONLINE_ROWS), ProgressListener.NONE);
    }

    private static String text(DatabaseDriver driver, String sql) {
        return driver.queryValue(sql).map(Object::toString).orElse("");
    }

    // --- the client ---

    private static Process start(String failPoint, Plan plan) throws IOException {
        return new ProcessBuilder(
                        JavaCommand.of(
                                List.of(
                                        "-Dcairn.failpoint=" + failPoint,
                                        JavaCommand.temporaryFilesInBuild()),
                                PostgresSyncTask.class,
                                server.port(),
                                "killed",
                                folder.resolve(plan + ".sql"),
                                ONLINE_ROWS))
                .redirectErrorStream(true)
                .start();
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("READY")) {
                return;
            }
            seen.append(line).append('\n');
        }
        throw new IOException("the process ended before it was ready: " + seen);
    }

    @Test
    void aClientThatIsKilledLeavesTheTransactionWholeAndTheRestToOneRun() throws Exception {
        Random random = new Random(SEED);
        Tally tally = new Tally("client");
        // A process that begins is slower than one that has run before.
        long longest = wholeMillis * 4;
        for (int i = 0; i < CLIENTS; i++) {
            fresh();
            Process client = start("", Plan.of(i));
            try (BufferedReader output = client.inputReader(StandardCharsets.UTF_8)) {
                awaitReady(output);
                Thread.sleep(random.nextLong(longest + 1));
                client.destroyForcibly();
                client.waitFor();
            }
            requireWholeThenComplete(tally, Plan.of(i));
        }
        tally.print();
    }

    @Test
    void aClientThatDiesBetweenOnlineStatementsLeavesTheRestToOneRun() throws Exception {
        Tally tally = new Tally("client at a chosen place");
        for (String place : places()) {
            for (Plan plan : Rounds.areLong() ? Plan.values() : new Plan[] {Plan.MIXED}) {
                fresh();
                Process client = start(place, plan);
                assertThat(client.waitFor(120, TimeUnit.SECONDS)).isTrue();
                String output =
                        new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(client.exitValue())
                        .as("%s %s: %s", place, plan, output)
                        .isIn(FailPoint.EXIT_STATUS, 0);
                requireWholeThenComplete(tally, plan);
            }
        }
        tally.print();
    }

    private static List<String> places() {
        List<String> places = new ArrayList<>();
        if (Rounds.areLong()) {
            places.addAll(List.of("sync-committed", "sync-read-back", "sync-recorded"));
            // The rehearsal reaches them too, so the first half of each is before the transaction.
            for (int i = 1; i <= 40; i++) {
                places.add("sync-step#" + i);
                places.add("sync-online-statement#" + i);
            }
        } else {
            places.addAll(List.of("sync-committed", "sync-online-statement#24"));
        }
        return places;
    }

    // --- the server ---

    @Test
    void aServerThatIsKilledLeavesTheTransactionWholeAndTheRestToOneRun() throws Exception {
        Random random = new Random(SEED + 1);
        Tally tally = new Tally("server");
        for (int i = 0; i < SERVERS; i++) {
            PostgresTestDatabase database = fresh();
            Plan plan = Plan.of(i);
            Thread client =
                    Thread.ofPlatform().start(() -> syncUntilTheServerIsGone(database, plan));
            Thread.sleep(random.nextLong(wholeMillis * 6 / 5 + 1));
            server.kill();
            client.join();
            server.start();
            requireWholeThenComplete(tally, plan);
        }
        tally.print();
    }

    private static void syncUntilTheServerIsGone(PostgresTestDatabase database, Plan plan) {
        try (PostgresSource source = TestServers.source(database);
                DatabaseDriver driver = source.openDriver()) {
            sync(driver, plan);
        } catch (DatabaseException e) {
            // The server is gone, which is what is tried here.
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    // --- what must hold ---

    private static void requireWholeThenComplete(Tally tally, Plan plan) {
        try (PostgresSource source =
                        TestServers.source(new PostgresTestDatabase(server, "killed"));
                DatabaseDriver driver = source.openDriver()) {
            String parts = text(driver, PARTS);
            assertThat(parts).as("the parts of the transaction").isIn(plan.whole, "f f f f f f");
            assertThat(text(driver, DIGEST)).isEqualTo(digest);
            SyncResult rerun = sync(driver, plan);
            tally.add(parts.equals(plan.whole), rerun.outcome() == SyncResult.Outcome.CHANGED);
            assertThat(text(driver, PARTS)).isEqualTo(plan.whole);
            assertThat(text(driver, DIGEST)).isEqualTo(digest);
            assertThat(faults(driver)).isEmpty();
            assertThat(leftNames(driver)).isEmpty();
            assertThat(AuditTrail.of(driver).verify()).isEmpty();
            assertThat(sync(driver, plan).outcome()).isEqualTo(SyncResult.Outcome.UNCHANGED);
        }
    }

    private static List<String> faults(DatabaseDriver driver) {
        List<String> faults = new ArrayList<>();
        for (HealthCheck check : Engine.of(driver).healthChecks(driver, false)) {
            faults.addAll(check.work().get().faults());
        }
        return faults;
    }

    private static List<String> leftNames(DatabaseDriver driver) {
        List<String> names = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT relname FROM pg_class WHERE relname ~ '^_cairn_(old|nn)' UNION ALL"
                                + " SELECT conname FROM pg_constraint WHERE conname ~"
                                + " '^_cairn_(old|nn)' UNION ALL SELECT indexrelid::regclass::text"
                                + " FROM pg_index WHERE NOT indisvalid")) {
            while (rows.next()) {
                names.add(String.valueOf(rows.text(0)));
            }
        }
        return names;
    }

    /** Counts what was found after the kills. */
    private static final class Tally {

        private final String what;
        private int kills;
        private int committed;
        private int unfinished;

        private Tally(String what) {
            this.what = what;
        }

        private void add(boolean transactionDone, boolean rerunChanged) {
            kills++;
            committed += transactionDone ? 1 : 0;
            unfinished += transactionDone && rerunChanged ? 1 : 0;
        }

        private void print() {
            System.out.printf(
                    "%s killed %d times: %d before the commit, %d after it with online steps left,"
                            + " %d with all done%n",
                    what, kills, kills - committed, unfinished, committed - unfinished);
        }
    }
}
