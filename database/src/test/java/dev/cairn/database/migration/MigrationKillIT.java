package dev.cairn.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.DatabaseFixture;
import dev.cairn.database.JavaCommand;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.database.migration.source.MigrationSource;
import dev.cairn.database.verify.VerifyRequest;
import dev.cairn.database.verify.VerifyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that migrates up or down, between statements and at random moments. Afterwards
 * the database has the old structure with all old rows or the new one with all rows converted, and
 * the next run completes. With {@code -Dcairn.long=true} there are 100,000 rows and 200 rounds of
 * each direction; what was left is counted and printed.
 */
@SuppressWarnings("NullAway.Init") // The templates are made before each test.
class MigrationKillIT {

    private static final int ROWS = Rounds.of(2_000, 5_000, 100_000);
    private static final int RANDOM_ROUNDS = Rounds.of(1, 5, 200);
    private static final long SEED = 20_260_131;
    private static final MigrationOptions USUAL = MigrationOptions.withoutBackup();

    /** The statements of both directions, so that each boundary is one moment to be killed at. */
    private static final int UP_STATEMENTS = 8;

    private static final int DOWN_STATEMENTS = 7;

    private static final String BEFORE =
            """
            CREATE TABLE items(id INTEGER PRIMARY KEY, name TEXT, amount TEXT);
            CREATE TABLE parts(id INTEGER PRIMARY KEY, item REFERENCES items ON DELETE CASCADE);
            CREATE INDEX items_name ON items(name);
            """;
    private static final String UP =
            """
            CREATE TABLE fresh(id INTEGER PRIMARY KEY, name TEXT NOT NULL, amount INTEGER NOT NULL);
            INSERT INTO fresh SELECT id, name, CAST(amount AS INTEGER) FROM items;
            DROP TABLE items;
            ALTER TABLE fresh RENAME TO items;
            CREATE INDEX items_name ON items(name);
            CREATE VIRTUAL TABLE items_fts USING fts5(name, content='items', content_rowid='id');
            INSERT INTO items_fts(items_fts) VALUES ('rebuild');
            CREATE TRIGGER items_insert AFTER INSERT ON items BEGIN
                INSERT INTO items_fts(rowid, name) VALUES (new.id, new.name);
            END;
            """;
    private static final String DOWN =
            """
            DROP TRIGGER items_insert;
            DROP TABLE items_fts;
            CREATE TABLE fresh(id INTEGER PRIMARY KEY, name TEXT, amount TEXT);
            INSERT INTO fresh SELECT id, name, CAST(amount AS TEXT) FROM items;
            DROP TABLE items;
            ALTER TABLE fresh RENAME TO items;
            CREATE INDEX items_name ON items(name);
            """;

    @TempDir Path root;
    private Path migrations;

    /** Runs in the process that is killed; ends itself when a progress report has that number. */
    static final class Child {

        private Child() {}

        @SuppressWarnings("SystemOut") // The parent waits for the line.
        public static void main(String[] arguments) {
            int deadly = Integer.parseInt(arguments[3]);
            int[] heard = {0};
            ProgressListener listener =
                    (phase, done, total) -> {
                        if (++heard[0] == deadly) {
                            Runtime.getRuntime().halt(137);
                        }
                    };
            try (DatabaseFixture database = new DatabaseFixture(Path.of(arguments[0]))) {
                MigrationManager manager =
                        new MigrationManager(
                                database.driver(),
                                MigrationSource.of(Path.of(arguments[1])),
                                listener);
                System.out.println("ready");
                if (arguments[2].equals("up")) {
                    manager.up(USUAL);
                } else {
                    manager.down(USUAL);
                }
            }
        }
    }

    @BeforeEach
    void makeTemplates() throws IOException {
        migrations = Files.createDirectory(root.resolve("migrations"));
        Files.setPosixFilePermissions(migrations, PosixFilePermissions.fromString("rwx------"));
        write("V001__before.up.sql", BEFORE);
        write("V002__after.up.sql", UP);
        write("V002__after.down.sql", DOWN);
        Path old = Files.createDirectory(root.resolve("up"));
        try (DatabaseFixture database = new DatabaseFixture(old)) {
            MigrationManager manager = manager(database);
            manager.upTo(1, USUAL);
            database.run(
                    "INSERT INTO items WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
                            + " FROM n WHERE i < "
                            + ROWS
                            + ") SELECT i, 'name ' || i, CAST(i * 3 AS TEXT) FROM n;"
                            + "INSERT INTO parts(item) SELECT id FROM items;");
        }
        Path young = copy(old, root.resolve("down"));
        try (DatabaseFixture database = new DatabaseFixture(young)) {
            manager(database).up(USUAL);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = Files.writeString(migrations.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private MigrationManager manager(DatabaseFixture database) {
        return new MigrationManager(database.driver(), MigrationSource.of(migrations));
    }

    private static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        Files.copy(
                from.resolve("test.db"),
                to.resolve("test.db"),
                StandardCopyOption.REPLACE_EXISTING);
        return to;
    }

    @Test
    void killedBetweenAnyTwoStatementsNothingIsHalfDone() throws Exception {
        for (int moment = 1; moment <= UP_STATEMENTS + 1; moment++) {
            killedRun("up", moment, 0);
        }
        for (int moment = 1; moment <= DOWN_STATEMENTS + 1; moment++) {
            killedRun("down", moment, 0);
        }
    }

    @Test
    void killedAtRandomMomentsNothingIsHalfDone() throws Exception {
        Random random = new Random(SEED);
        for (String direction : List.of("up", "down")) {
            long span = undisturbed(direction);
            int completed = 0;
            for (int round = 0; round < RANDOM_ROUNDS; round++) {
                boolean done = killedRun(direction, 0, 1 + random.nextLong(span * 6 / 5 + 1));
                completed += done ? 1 : 0;
            }
            System.out.printf(
                    "migrate %s killed %d times: %d times all was done, %d times nothing%n",
                    direction, RANDOM_ROUNDS, completed, RANDOM_ROUNDS - completed);
        }
    }

    private long undisturbed(String direction) throws Exception {
        Path folder = copy(root.resolve(direction), root.resolve("undisturbed-" + direction));
        Process child = start(folder, direction, 0);
        long ready = System.nanoTime();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
        return Math.max(1, (System.nanoTime() - ready) / 1_000_000);
    }

    /** Returns whether the work was done when the process was killed. */
    private boolean killedRun(String direction, int moment, long killAfterMillis) throws Exception {
        Path folder = copy(root.resolve(direction), root.resolve("run"));
        Process child = start(folder, direction, moment);
        if (moment > 0) {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as("moment %d of %s", moment, direction).isEqualTo(137);
        } else {
            child.waitFor(killAfterMillis, TimeUnit.MILLISECONDS);
            child.destroyForcibly().waitFor(60, TimeUnit.SECONDS);
        }
        boolean done;
        try (DatabaseFixture database = new DatabaseFixture(folder)) {
            done = assertWhole(database) == direction.equals("up");
            assertNextRunCompletes(database, direction);
        }
        for (String side : List.of("test.db", "test.db-wal", "test.db-shm")) {
            Files.deleteIfExists(folder.resolve(side));
        }
        return done;
    }

    private Process start(Path folder, String direction, int moment) throws IOException {
        List<String> command =
                JavaCommand.of(
                        List.of(JavaCommand.temporaryFilesInBuild()),
                        Child.class,
                        folder,
                        migrations,
                        direction,
                        moment);
        Process child =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        int first = child.getInputStream().read();
        assertThat(first).as("the child is ready").isEqualTo('r');
        return child;
    }

    /** Returns whether the database has the newer structure. */
    private static boolean assertWhole(DatabaseFixture database) {
        String version = database.rows("SELECT max(version) FROM _cairn_history").getFirst();
        boolean young = version.equals("2");
        assertThat(
                        database.rows(
                                "SELECT count(*), sum(amount), min(typeof(amount)),"
                                        + " max(typeof(amount)) FROM items"))
                .containsExactly(
                        ROWS
                                + "|"
                                + 3L * ROWS * (ROWS + 1) / 2
                                + (young ? "|integer|integer" : "|text|text"));
        assertThat(database.rows("SELECT count(*) FROM parts JOIN items ON item = items.id"))
                .containsExactly(String.valueOf(ROWS));
        assertThat(database.objects())
                .contains("items", "items_name", "parts")
                .doesNotContain("fresh");
        assertThat(database.objects().contains("items_insert")).isEqualTo(young);
        assertThat(database.objects().contains("items_fts")).isEqualTo(young);
        if (young) {
            assertThat(database.rows("SELECT count(*) FROM items_fts('name')"))
                    .containsExactly(String.valueOf(ROWS));
        }
        VerifyResult health =
                database.driver().perform(VerifyRequest.usual(), ProgressListener.NONE);
        assertThat(health.checks())
                .filteredOn(check -> check.outcome() == VerifyResult.Outcome.FAILED)
                .isEmpty();
        return young;
    }

    private void assertNextRunCompletes(DatabaseFixture database, String direction) {
        MigrationManager manager = manager(database);
        if (direction.equals("up")) {
            assertThat(manager.up(USUAL).toVersion()).isEqualTo(2);
        } else {
            assertThat(manager.downTo(1, USUAL).toVersion()).isEqualTo(1);
        }
        assertWhole(database);
    }
}
