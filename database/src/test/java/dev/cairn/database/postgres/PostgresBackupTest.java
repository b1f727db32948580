package dev.cairn.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.backup.BackupCreateRequest;
import dev.cairn.database.backup.BackupManager;
import dev.cairn.database.backup.BackupManifest;
import dev.cairn.database.backup.BackupOptions;
import dev.cairn.database.backup.BackupVerification;
import dev.cairn.database.backup.BackupVerifyRequest;
import dev.cairn.database.backup.RestoreRequest;
import dev.cairn.database.backup.RestoreResult;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.engine.RestoreTarget;
import dev.cairn.database.file.DurableFiles;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.plan.SchemaFingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups of databases of a real server: what is in them, and what a restore leaves. */
class PostgresBackupTest {

    /** All kinds of objects, and rows that are hard to copy. */
    static final String RICH =
            """
            CREATE SCHEMA "odd name";
            CREATE TYPE mood AS ENUM ('sad', 'it''s ok', 'happy');
            CREATE TYPE pair AS (a int, b text);
            CREATE DOMAIN positive AS int CHECK (VALUE > 0);
            CREATE SEQUENCE tickets START 100 INCREMENT 5;
            CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
            CREATE TABLE parent(id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, m mood DEFAULT 'sad');
            CREATE TABLE child(id serial PRIMARY KEY, parent_id int REFERENCES parent DEFERRABLE,
              other int, n positive, t text, b bytea, f float8, j jsonb, arr int[], p pair,
              at timestamptz, d interval, g int GENERATED ALWAYS AS (twice(other)) STORED);
            ALTER TABLE child ADD CONSTRAINT old_rows CHECK (other < 100) NOT VALID;
            ALTER TABLE parent ADD COLUMN favourite int REFERENCES child DEFERRABLE;
            ALTER TABLE child DROP COLUMN p;
            ALTER TABLE child ADD COLUMN p pair;
            CREATE TABLE parts(id int, day date) PARTITION BY RANGE (day);
            CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
            CREATE TABLE parts_2 PARTITION OF parts DEFAULT;
            CREATE TABLE base(id int);
            CREATE TABLE derived(more text) INHERITS (base);
            CREATE UNLOGGED TABLE fast(id int);
            CREATE TABLE "odd name"."Quoted ""table"(id int, "select" text);
            CREATE TABLE secret(id int, owner text);
            ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
            ALTER TABLE secret FORCE ROW LEVEL SECURITY;
            CREATE POLICY own ON secret USING (owner = current_user);
            CREATE VIEW totals AS SELECT p.id, p.m, count(*) AS children
              FROM parent p JOIN child c ON c.parent_id = p.id GROUP BY p.id;
            CREATE MATERIALIZED VIEW kept AS SELECT id, children FROM totals;
            CREATE UNIQUE INDEX kept_id ON kept(id);
            CREATE INDEX child_t ON child(lower(t)) WHERE other > 1;
            CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN RAISE EXCEPTION ''no row may come''; END';
            CREATE TRIGGER no_rows BEFORE INSERT ON base FOR EACH ROW EXECUTE FUNCTION forbid();
            COMMENT ON TABLE child IS 'with a comment; and a semicolon';
            """;

    private static final String ROWS =
            """
            ALTER TABLE base DISABLE TRIGGER no_rows;
            INSERT INTO base VALUES (1), (2);
            ALTER TABLE base ENABLE TRIGGER no_rows;
            INSERT INTO derived VALUES (3, 'more');
            INSERT INTO parent(m) VALUES ('happy'), ('it''s ok'), (NULL);
            ALTER TABLE child DROP CONSTRAINT old_rows;
            INSERT INTO child(parent_id, other, n, t, b, f, j, arr, at, d, p) VALUES
              (1, 7, 1, E'\\\\.', '\\x00ff0a', 'NaN', '{"a": [1, null]}', '{1,NULL,3}', 'infinity',
                '1 year 2 days', '(1,"x,y")'),
              (2, 999, 2, E'tab\\there\\nand a line\\r\\\\N', '', '-Infinity', 'null', '{}',
                '-infinity', '-00:00:01', NULL),
              (NULL, NULL, NULL, '', NULL, 0.1, NULL, NULL, now(), NULL, ROW(NULL, ''));
            ALTER TABLE child ADD CONSTRAINT old_rows CHECK (other < 100) NOT VALID;
            UPDATE parent SET favourite = 2 WHERE id = 1;
            INSERT INTO parts VALUES (1, '2026-01-05'), (2, '2027-01-01'), (3, NULL);
            INSERT INTO fast VALUES (1);
            INSERT INTO "odd name"."Quoted ""table" VALUES (1, 'x');
            INSERT INTO secret VALUES (1, 'somebody else');
            SELECT nextval('tickets'); SELECT nextval('tickets');
            REFRESH MATERIALIZED VIEW kept;
            """;

    @TempDir private Path folder;
    private PostgresTestDatabase database;
    private PostgresSource source;
    private DatabaseDriver driver;

    @BeforeEach
    void open() {
        database = PostgresServer.shared().createDatabase();
        source = TestServers.source(database);
        driver = source.openDriver();
    }

    @AfterEach
    void close() {
        driver.close();
        source.close();
        database.close();
    }

    private void run(String script) {
        Engine.of(driver)
                .definitionRules()
                .split(script)
                .forEach(statement -> driver.execute(statement.text()));
    }

    private Path backups() {
        return folder.resolve("backups");
    }

    private BackupManifest backUp(BackupOptions options) {
        return driver.perform(
                        new BackupCreateRequest(backups(), options, false), ProgressListener.NONE)
                .manifest()
                .orElseThrow();
    }

    private BackupManifest backUp() {
        return backUp(BackupOptions.plain("test"));
    }

    private BackupVerification verify(BackupManifest manifest) {
        return driver.perform(
                new BackupVerifyRequest(backups(), manifest.id(), Optional.empty()),
                ProgressListener.NONE);
    }

    /** Restores by a session with another database of the server, as the command does. */
    private RestoreResult restore(
            BackupManifest manifest, String name, boolean fromOther, boolean disconnect) {
        try (PostgresSource other = source.ofDatabase(PostgresServer.USER);
                DatabaseDriver session = other.openDriver()) {
            return session.perform(
                    new RestoreRequest(
                            backups(),
                            manifest.id(),
                            Optional.empty(),
                            true,
                            fromOther,
                            Optional.of(new RestoreTarget(name, disconnect))),
                    ProgressListener.NONE);
        }
    }

    @Test
    void aRestoredDatabaseHasAllObjectsRowsAndCounters() {
        run(RICH);
        run(ROWS);
        BackupManifest manifest = backUp();
        String copy = database.name() + "_copy";

        assertThat(manifest.engineName()).isEqualTo("postgres");
        assertThat(manifest.method()).isEqualTo("copy");
        assertThat(manifest.file()).endsWith(".sql");
        assertThat(manifest.rowCounts())
                .containsEntry("child", 3L)
                .containsEntry("parts_2", 2L)
                .containsEntry("odd name.Quoted \"table", 1L);
        assertThat(verify(manifest).faults()).isEmpty();
        RestoreResult result = restore(manifest, copy, true, false);
        assertThat(result.replacedKeptAs()).isEmpty();
        try (PostgresSource restored = source.ofDatabase(copy);
                DatabaseDriver there = restored.openDriver()) {
            assertThat(there.queryValue("SELECT nextval('tickets')")).contains(110L);
            assertThat(there.queryValue("SELECT nextval(pg_get_serial_sequence('parent', 'id'))"))
                    .contains(4L);
            assertThat(there.queryValue("SELECT string_agg(c::text, '|' ORDER BY id) FROM child c"))
                    .isEqualTo(
                            driver.queryValue(
                                    "SELECT string_agg(c::text, '|' ORDER BY id) FROM child c"));
            assertThat(there.queryValue("SELECT sum(children) FROM kept"))
                    .isEqualTo(driver.queryValue("SELECT sum(children) FROM kept"));
            assertThat(there.queryValue("SELECT count(*) FROM ONLY base")).contains(2L);
            assertThatThrownBy(() -> there.execute("INSERT INTO base VALUES (9)"))
                    .hasMessageContaining("no row may come");
        } finally {
            database.server().execute(PostgresServer.USER, "DROP DATABASE " + copy);
        }
    }

    @Test
    void aBackupIsOfOneMoment() throws Exception {
        run(
                "CREATE TABLE one(v int); CREATE TABLE two(v int); INSERT INTO one VALUES (1000);"
                        + " INSERT INTO two VALUES (0);");
        AtomicBoolean ended = new AtomicBoolean();
        Thread writer =
                Thread.ofPlatform()
                        .start(() -> {
                            try (DatabaseDriver own = source.openDriver()) {
                                while (!ended.get()) {
                                    own.inTransaction(
                                            TransactionMode.WRITE,
                                            () -> {
                                                own.execute("UPDATE one SET v = v - 1");
                                                own.execute("UPDATE two SET v = v + 1");
                                                return true;
                                            });
                                }
                            }
                        });
        try {
            String text = Files.readString(backups().resolve(backUp().file()));
            int one = Integer.parseInt(rowsOf("one", text));
            int two = Integer.parseInt(rowsOf("two", text));
            assertThat(one + two).isEqualTo(1000);
        } finally {
            ended.set(true);
            writer.join();
        }
    }

    private static String rowsOf(String table, String text) {
        String begin = "COPY public." + table + " (v) FROM STDIN;\n";
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf("\n\\.", from));
    }

    @Test
    void whatIsAlteredInABackupIsFoundAlsoIfTheManifestFollows() throws IOException {
        run("CREATE TABLE t(id int PRIMARY KEY, v text); INSERT INTO t VALUES (1, 'first');");
        BackupManifest manifest = backUp();

        assertThat(verify(altered(manifest, text -> text.replace("first", "other"))).faults())
                .containsExactly("the rows of table 't' are not the same");
        assertThat(
                        verify(altered(manifest, text -> text.replace("\"v\" text", "\"w\" text")))
                                .sound())
                .isFalse();
        assertThat(
                        verify(
                                        altered(
                                                manifest,
                                                text ->
                                                        text.substring(
                                                                0, text.indexOf("-- cairn end"))))
                                .faults())
                .singleElement()
                .asString()
                .contains("not whole");
        Files.writeString(backups().resolve(manifest.file()), "x");
        assertThat(verify(manifest).faults()).singleElement().asString().contains("bytes");
    }

    /** Writes the altered backup with a manifest that fits it, as a forger would. */
    private BackupManifest altered(BackupManifest manifest, UnaryOperator<String> change)
            throws IOException {
        Path file = backups().resolve(manifest.file());
        String before = Files.readString(file);
        String text = change.apply(before);
        assertThat(text).isNotEqualTo(before);
        String id = manifest.id().replaceFirst("^.{8}", "%08x".formatted(text.hashCode()));
        String name = manifest.file().replace(manifest.id(), id);
        Files.writeString(backups().resolve(name), text);
        String hash = DurableFiles.sha256(backups().resolve(name));
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        String json =
                Files.readString(backups().resolve(manifest.file().replace(".sql", ".json")))
                        .replace(manifest.id(), id)
                        .replace(manifest.databaseSha256(), hash)
                        .replace(
                                "\"storedBytes\" : " + manifest.storedBytes(),
                                "\"storedBytes\" : " + bytes);
        Files.writeString(backups().resolve(name.replace(".sql", ".json")), json);
        return BackupManager.in(backups()).find(id);
    }

    @Test
    void aBackupReplacesItsDatabaseWhichIsKept() {
        run("CREATE TABLE t(id int PRIMARY KEY); INSERT INTO t VALUES (1), (2);");
        database.execute(
                "ALTER DATABASE " + database.name() + " SET work_mem = '5MB'",
                "ALTER DATABASE " + database.name() + " SET search_path = public, pg_catalog",
                "COMMENT ON DATABASE " + database.name() + " IS 'it''s mine'");
        BackupManifest manifest = backUp();
        run("DELETE FROM t; CREATE TABLE later(id int);");

        assertThatThrownBy(() -> restore(manifest, database.name(), false, false))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.BUSY))
                .hasMessageContaining("other sessions use it: process ")
                .hasMessageContaining("--disconnect");
        RestoreResult result = restore(manifest, database.name(), false, true);
        String kept = result.replacedKeptAs().orElseThrow();
        assertThat(kept).startsWith(database.name() + "_before_restore_");
        try (PostgresSource again = TestServers.source(database);
                DatabaseDriver there = again.openDriver()) {
            assertThat(there.queryValue("SELECT count(*) FROM t")).contains(2L);
            assertThat(there.queryValue("SELECT to_regclass('later')::text")).isEmpty();
            assertThat(there.queryValue("SELECT current_setting('work_mem')")).contains("5MB");
            assertThat(
                            there.queryValue(
                                    "SELECT s.setconfig::text FROM pg_db_role_setting s JOIN"
                                            + " pg_database d ON d.oid = s.setdatabase WHERE d.datname"
                                            + " = current_database()"))
                    .contains("{work_mem=5MB,\"search_path=public, pg_catalog\"}");
            assertThat(
                            there.queryValue(
                                    "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                                            + " WHERE datname = current_database()"))
                    .contains("it's mine");
            assertThat(there.queryValue("SELECT action FROM _cairn_audit")).contains("restore");
        } finally {
            database.server().execute(PostgresServer.USER, "DROP DATABASE " + kept);
        }
    }

    @Test
    void aBackupOfAnotherDatabaseOrEngineIsRefused() throws IOException {
        run("CREATE TABLE t(id int); INSERT INTO t VALUES (1);");
        BackupManifest manifest = backUp();
        assertThatThrownBy(() -> restore(manifest, "some_other", false, false))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                .hasMessageContaining("it was made of '" + database.server().host());
        Path json = backups().resolve(manifest.file().replace(".sql", ".json"));
        Files.writeString(
                json,
                Files.readString(json)
                        .replace("\"engine\" : \"postgres\"", "\"engine\" : \"sqlite\""));
        assertThatThrownBy(() -> restore(manifest, database.name(), true, true))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                .hasMessageContaining("it is of the engine 'sqlite'");
    }

    private SyncResult sync(String sql) {
        return driver.perform(
                new SyncRequest(
                        DefinitionReader.readSql(sql, "schema.sql", Engine.of(driver)),
                        new SyncOptions(Optional.of(backups()), true, false, false, false, false)),
                ProgressListener.NONE);
    }

    @Test
    void aSyncThatDropsOrRewritesRowsBeginsWithABackup() {
        run(
                "CREATE TABLE t(id int PRIMARY KEY, n int, old text); INSERT INTO t VALUES (1, 2, 'x');");

        assertThat(
                        sync("CREATE TABLE t(id int PRIMARY KEY, n int, old text, more int);")
                                .backupId())
                .isEmpty();
        SyncResult rewriting =
                sync("CREATE TABLE t(id int PRIMARY KEY, n bigint, old text, more int);");
        SyncResult dropping = sync("CREATE TABLE t(id int PRIMARY KEY, n bigint, more int);");
        assertThat(rewriting.backupId()).isPresent();
        assertThat(dropping.backupId()).isPresent();
        assertThat(rewriting.warnings()).isEmpty();
        BackupManifest manifest =
                BackupManager.in(backups()).find(dropping.backupId().orElseThrow());
        assertThat(verify(manifest).faults()).isEmpty();
    }

    @Test
    void aCompressedBackupIsVerifiedToo() {
        run("CREATE TABLE t(id int); INSERT INTO t SELECT generate_series(1, 5000);");
        BackupManifest manifest = backUp(new BackupOptions("", true, List.of()));

        assertThat(manifest.file()).endsWith(".sql.zst");
        assertThat(manifest.storedBytes()).isLessThan(manifest.databaseBytes());
        assertThat(verify(manifest).faults()).isEmpty();
    }

    @Test
    void whatCairnDoesNotManageIsCopiedByPgDumpOrRefused() {
        run(
                "CREATE TABLE t(id int); INSERT INTO t VALUES (1);"
                        + " CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');");
        boolean programSuits =
                DumpProgram.find(source).map(program -> program.suits(driver)).orElse(false);
        if (programSuits) {
            BackupManifest manifest = backUp();
            assertThat(manifest.method()).isEqualTo("pg_dump");
            assertThat(verify(manifest).faults()).isEmpty();
        } else {
            assertThatThrownBy(this::backUp)
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.BACKUP_FAILED))
                    .hasMessageContaining("aggregate public.total(integer)")
                    .hasMessageContaining("pg_dump");
        }
    }

    @Test
    void anEmptyDatabaseIsNotBackedUp() {
        run("CREATE TABLE t(id int);");

        assertThat(
                        driver.perform(
                                        new BackupCreateRequest(
                                                backups(), BackupOptions.plain(""), false),
                                        ProgressListener.NONE)
                                .manifest())
                .isEmpty();
    }

    @Test
    void aBackupChangesNothing() {
        run(RICH);
        run(ROWS);
        String before = SchemaFingerprint.of(driver.inspectSchema());
        backUp();

        assertThat(SchemaFingerprint.of(driver.inspectSchema())).isEqualTo(before);
        assertThat(driver.queryValue("SELECT current_setting('row_security')")).contains("on");
    }
}
