package dev.cairn.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.PlanReport;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.audit.AuditEvent;
import dev.cairn.database.audit.AuditTrail;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.EmptyDatabase;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.Column;
import dev.cairn.schema.EngineObject;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import dev.cairn.schema.lint.LintFinding;
import dev.cairn.schema.lint.LintOptions;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.lint.SchemaLint;
import dev.cairn.schema.plan.SchemaFingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Syncs of a real server: locks, rights, large tables, and what a killed run leaves behind. */
class PostgresSyncTest {

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

    private static SyncResult sync(DatabaseDriver driver, String sql, boolean dryRun) {
        return driver.perform(
                new SyncRequest(
                        DefinitionReader.readSql(sql, "schema.sql", Engine.of(driver)),
                        new SyncOptions(Optional.empty(), false, dryRun, true, false, false)),
                ProgressListener.NONE);
    }

    private static List<String> steps(SyncResult result) {
        return result.plan().steps().stream().map(PlanReport.Step::description).toList();
    }

    @Test
    void aDryRunChangesNothing() {
        SyncResult result = sync(driver, "CREATE TABLE t(id int PRIMARY KEY);", true);

        assertThat(result.outcome()).isEqualTo(SyncResult.Outcome.PLANNED);
        assertThat(Engine.of(driver).hasTable(driver, "t")).isFalse();
    }

    @Test
    void aSyncIsRecordedInATrailThatCannotBeChanged() {
        sync(driver, "-- cairn: version=1.0.0\nCREATE TABLE t(id int PRIMARY KEY);", false);

        assertThat(AuditTrail.of(driver).latest(5)).hasSize(1);
        assertThat(AuditTrail.of(driver).verify()).isEmpty();
        assertThatThrownBy(() -> driver.execute("DELETE FROM _cairn_audit"))
                .hasMessageContaining("the audit trail is only appended to");
    }

    @Test
    void aUserThatMayNotCreateDatabasesGetsTheStatement() {
        driver.execute("CREATE ROLE cairn_plain LOGIN");
        try (PostgresSource plain = TestServers.source(database, "cairn_plain");
                DatabaseDriver other = plain.openDriver()) {
            assertThatThrownBy(() -> sync(other, "CREATE TABLE t(id int);", false))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e ->
                                    assertThat(e.code())
                                            .isEqualTo(DatabaseErrorCode.INVALID_CONFIGURATION))
                    .hasMessageContaining("ALTER ROLE \"cairn_plain\" CREATEDB");
        } finally {
            driver.execute("DROP ROLE cairn_plain");
        }
    }

    /**
     * Otherwise a plan is not rehearsed. The second copy is made in a database that was cleared.
     */
    @Test
    void aCopyOfTheStructureIsTheSameAgain() {
        driver.execute("CREATE ROLE cairn_owner");
        driver.execute("CREATE TABLE t(id int PRIMARY KEY, v text)");
        driver.execute("CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT a'");
        driver.execute("ALTER TABLE t OWNER TO cairn_owner");
        driver.execute("GRANT SELECT ON t TO PUBLIC");
        try {
            Schema live = driver.inspectSchema();
            for (int i = 0; i < 2; i++) {
                try (EmptyDatabase copy = Engine.of(driver).openEmptyDatabase()) {
                    Engine.of(driver).copyStructure(driver, live, copy.driver());
                    assertThat(structure(copy.driver().inspectSchema()))
                            .as("copy %d", i + 1)
                            .isEqualTo(structure(live));
                }
            }
        } finally {
            driver.execute("DROP TABLE t");
            driver.execute("DROP ROLE cairn_owner");
        }
    }

    private static List<String> structure(Schema schema) {
        return schema.engineObjects().stream().map(EngineObject::structure).sorted().toList();
    }

    /**
     * A definition is read in the first scratch database, and the plan rehearsed in a cleared one.
     */
    @Test
    void aPlanIsRehearsedBeforeADryRunSaysThatItCanBeDone() {
        driver.execute("CREATE TABLE t(id int PRIMARY KEY, v text)");
        driver.execute(
                "CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF"
                        + " to_regclass('fresh') IS NOT NULL THEN RAISE EXCEPTION 'not here'; END IF;"
                        + " END $$");
        driver.execute(
                "CREATE EVENT TRIGGER stop ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE"
                        + " FUNCTION refuse()");
        SyncResult result =
                sync(
                        driver,
                        "CREATE TABLE t(id int PRIMARY KEY, v text); CREATE TABLE fresh(id int);",
                        true);

        assertThat(result.plan().obstacles())
                .anySatisfy(obstacle -> assertThat(obstacle.toString()).contains("not here"));
    }

    /** A short plan is its own rehearsal, so only its transaction finds what forbids it. */
    @Test
    void aPlanThatFailsInItsTransactionChangesNothing() {
        driver.execute("CREATE TABLE t(id int PRIMARY KEY, v text)");
        driver.execute(
                "CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF"
                        + " to_regclass('fresh') IS NOT NULL THEN RAISE EXCEPTION 'not here'; END IF;"
                        + " END $$");
        driver.execute(
                "CREATE EVENT TRIGGER stop ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE"
                        + " FUNCTION refuse()");
        String before = SchemaFingerprint.of(driver.inspectSchema());

        assertThatThrownBy(() ->
                        sync(
                                driver,
                                "CREATE TABLE t(id int PRIMARY KEY, v text, n int); CREATE TABLE"
                                        + " fresh(id int);",
                                false))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                .hasMessageContaining("nothing was changed")
                .hasMessageContaining("not here");
        assertThat(SchemaFingerprint.of(driver.inspectSchema())).isEqualTo(before);
    }

    @Test
    void theMarkOfTheStructureIsAnotherOneAfterAChange() {
        Engine engine = Engine.of(driver);
        try (DatabaseDriver other = source.openDriver()) {
            other.begin(TransactionMode.WRITE);
            other.execute("CREATE TABLE t(id int)");
            Optional<String> before = engine.structureMark(driver);
            assertThat(before).isPresent();

            other.commit();

            assertThat(engine.structureMark(driver)).isNotEqualTo(before);
        }
    }

    /** The server plans a query of the catalogs longer than it runs it. */
    @Test
    void aChangeOfTheStructureKeepsThePlansOfTheInspection() {
        try (PostgresDriver own = new PostgresDriver(source)) {
            own.keepSession();
            own.execute("CREATE TABLE t(id int)");
            own.inspectSchema();
            List<String> before = preparedStatements(own);
            assertThat(before).isNotEmpty();

            own.execute("ALTER TABLE t ADD COLUMN n int");
            Schema after = own.inspectSchema();

            assertThat(preparedStatements(own)).containsAll(before);
            assertThat(after).isEqualTo(driver.inspectSchema());
        }
    }

    private static List<String> preparedStatements(DatabaseDriver driver) {
        List<String> names = new ArrayList<>();
        try (Rows rows = driver.query("SELECT name FROM pg_prepared_statements")) {
            while (rows.next()) {
                names.add(String.valueOf(rows.text(0)));
            }
        }
        return names;
    }

    @Test
    void aQueryThatWasRunOftenSeesANewColumn() {
        try (PostgresDriver own = new PostgresDriver(source)) {
            own.keepSession();
            own.execute("CREATE TABLE t(id int)");
            for (int i = 0; i < 10; i++) {
                assertThat(columnsOf(own, "SELECT * FROM t")).containsExactly("id");
            }

            own.execute("ALTER TABLE t ADD COLUMN n int");

            assertThat(columnsOf(own, "SELECT * FROM t")).containsExactly("id", "n");
        }
    }

    private static List<String> columnsOf(DatabaseDriver driver, String sql) {
        try (Rows rows = driver.query(sql)) {
            return rows.columns();
        }
    }

    /** 1,010 numbers and a name of 64 bytes do not fit a page. */
    @Test
    void aRowThatWouldBeTooLargeIsRefused() {
        String numbers = columns(1_010);
        driver.execute("CREATE TABLE wide(" + numbers + ", v text)");
        driver.execute("INSERT INTO wide(v) VALUES ('x')");
        String before = SchemaFingerprint.of(driver.inspectSchema());

        assertThatThrownBy(() -> sync(driver, "CREATE TABLE wide(" + numbers + ", v name);", false))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                .hasMessageContaining("nothing was changed")
                .hasMessageContaining("row is too big");
        assertThat(SchemaFingerprint.of(driver.inspectSchema())).isEqualTo(before);
        assertThat(driver.queryValue("SELECT v FROM wide")).contains("x");
    }

    @Test
    void aTableWithTooManyColumnsIsRefused() {
        assertThatThrownBy(() -> sync(driver, "CREATE TABLE wide(" + columns(1_601) + ");", false))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                .hasMessageContaining("at most 1600 columns");
        assertThat(Engine.of(driver).hasTable(driver, "wide")).isFalse();
    }

    private static String columns(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "c" + i + " bigint NOT NULL DEFAULT 1")
                .collect(Collectors.joining(", "));
    }

    @Test
    void aLockThatIsNotFreeNamesTheSessionThatHasIt() {
        driver.execute("CREATE TABLE t(id int)");
        try (DatabaseDriver other = source.openDriver();
                DatabaseDriver own = source.openDriver()) {
            other.begin(TransactionMode.WRITE);
            other.execute("LOCK TABLE t IN ACCESS SHARE MODE");
            LockRetry retry = new LockRetry(source.pool(), own, 2);

            assertThatThrownBy(() ->
                            retry.inTransaction(
                                    () -> own.execute("ALTER TABLE t ADD COLUMN n int")))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.BUSY))
                    .hasMessageContaining("because of process ")
                    .hasMessageContaining("idle in transaction since");
            other.rollback();
        }
    }

    @Test
    void aLargeTableIsChangedOnline() {
        driver.execute("CREATE TABLE p(id int PRIMARY KEY)");
        driver.execute("CREATE TABLE t(id int NOT NULL, p_id int, n int)");
        driver.execute("INSERT INTO p VALUES (1)");
        driver.execute("INSERT INTO t SELECT g, 1, g FROM generate_series(1, 110000) AS g");

        String wanted =
                "CREATE TABLE p(id int PRIMARY KEY); CREATE TABLE t(id int PRIMARY KEY, p_id int"
                        + " REFERENCES p, n int NOT NULL CHECK (n > 0)); CREATE INDEX t_p ON t(p_id);";
        SyncResult result = sync(driver, wanted, false);

        assertThat(steps(result))
                .containsExactly(
                        "forbid new NULL in 't.n'",
                        "add check 't.t_n_check' for new rows",
                        "add foreign key 't.t_p_id_fkey' for new rows",
                        "make 't.n' NOT NULL",
                        "add primary key 't.t_pkey'",
                        "validate check 't.t_n_check'",
                        "create index 't_p'",
                        "validate foreign key 't.t_p_id_fkey'");
        assertThat(sync(driver, wanted, false).outcome()).isEqualTo(SyncResult.Outcome.UNCHANGED);
        assertThat(
                        driver.queryValue(
                                "SELECT count(*) FROM pg_constraint WHERE conname ~ '^_cairn_nn'"))
                .contains(0L);
    }

    /** The steps read the rows themselves, so the rows are not asked before. */
    @Test
    void rowsThatContradictAnOnlineStepUndoTheWholePlan() {
        driver.execute("CREATE TABLE p(id int PRIMARY KEY)");
        driver.execute("CREATE TABLE t(k int, id int NOT NULL, p_id int, n int, v text)");
        driver.execute("INSERT INTO p VALUES (1)");
        driver.execute(
                "INSERT INTO t SELECT g, g, 1, g, 'v' || g FROM generate_series(1, 3000) AS g");
        String before = SchemaFingerprint.of(driver.inspectSchema());
        String wanted =
                "CREATE TABLE p(id int PRIMARY KEY); CREATE TABLE t(k int, id int PRIMARY KEY,"
                        + " p_id int REFERENCES p, n int NOT NULL CHECK (n > 0), v text UNIQUE,"
                        + " more int DEFAULT 7, word text DEFAULT 'x''y' NOT NULL);"
                        + " CREATE UNIQUE INDEX t_n ON t(n); CREATE INDEX t_p ON t(p_id);";

        for (String wrong :
                List.of("n = NULL", "n = -1", "p_id = 2", "v = 'v78'", "n = 78", "id = 78")) {
            driver.execute("UPDATE t SET " + wrong + " WHERE k = 77");
            assertThatThrownBy(() ->
                            driver.perform(
                                    PostgresSyncTask.request(driver, wanted, 1_000),
                                    ProgressListener.NONE))
                    .as(wrong)
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.REFUSED))
                    .hasMessageContaining("the schema was not changed")
                    .hasMessageContaining("of 3000 rows");
            assertThat(SchemaFingerprint.of(driver.inspectSchema())).as(wrong).isEqualTo(before);
            driver.execute("UPDATE t SET id = 77, p_id = 1, n = 77, v = 'v77' WHERE k = 77");
        }

        SyncResult done =
                driver.perform(
                        PostgresSyncTask.request(driver, wanted, 1_000), ProgressListener.NONE);
        assertThat(done.outcome()).isEqualTo(SyncResult.Outcome.CHANGED);
        assertThat(
                        AuditTrail.of(driver).latest(1_000).stream()
                                .map(entry -> entry.event().outcome()))
                .filteredOn(AuditEvent.Outcome.DONE::equals)
                .hasSize(1);
        assertThat(sync(driver, wanted, false).outcome()).isEqualTo(SyncResult.Outcome.UNCHANGED);
    }

    @Test
    void aNewColumnThatOthersHaveWrittenStaysWhenThePlanIsUndone() {
        driver.execute("CREATE TABLE t(id int PRIMARY KEY, n int)");
        driver.execute("INSERT INTO t SELECT g, g FROM generate_series(1, 3000) AS g");
        driver.execute(
                "CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS"
                        + " (SELECT FROM pg_attribute WHERE attrelid = 'public.t'::regclass AND"
                        + " attname = 'more') THEN UPDATE public.t SET more = 9 WHERE id = 5; END IF;"
                        + " END $$");
        driver.execute(
                "CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('ALTER TABLE') EXECUTE"
                        + " FUNCTION f()");
        SchemaDefinition wanted =
                DefinitionReader.readSql(
                        "CREATE TABLE t(id int PRIMARY KEY, n int CHECK (n < 3000), more int DEFAULT"
                                + " 7);",
                        "schema.sql",
                        Engine.of(driver));

        assertThatThrownBy(() ->
                        driver.perform(
                                new SyncRequest(
                                        wanted,
                                        new SyncOptions(
                                                Optional.empty(),
                                                false,
                                                false,
                                                true,
                                                false,
                                                false,
                                                1_000)),
                                ProgressListener.NONE))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("run the sync again");
        assertThat(driver.queryValue("SELECT more FROM t WHERE id = 5")).contains(9L);
    }

    @Test
    void aColumnOfALargeTableHasStatisticsAfterItsTypeChanged() {
        driver.execute("CREATE TABLE t(id int PRIMARY KEY, n int)");
        driver.execute("INSERT INTO t SELECT g, g FROM generate_series(1, 3000) AS g");
        driver.execute("ANALYZE t");

        SyncResult result =
                driver.perform(
                        PostgresSyncTask.request(
                                driver, "CREATE TABLE t(id int PRIMARY KEY, n bigint);", 1000),
                        ProgressListener.NONE);

        assertThat(steps(result))
                .containsExactly(
                        "change the type of column 't.n' from integer to bigint",
                        "gather statistics of column 't.n'");
        assertThat(
                        driver.queryValue(
                                "SELECT count(*) FROM pg_stats WHERE tablename = 't' AND attname ="
                                        + " 'n'"))
                .contains(1L);
    }

    @Test
    void aStepSaysAsDataWhichLockItTakesAndHowMuchItWrites() {
        driver.execute("CREATE TABLE t(id int PRIMARY KEY, n int, old text)");
        driver.execute("INSERT INTO t SELECT g, g FROM generate_series(1, 3000) AS g");

        SyncResult result =
                driver.perform(
                        new SyncRequest(
                                DefinitionReader.readSql(
                                        "CREATE TABLE t(id int PRIMARY KEY, n bigint);",
                                        "schema.sql",
                                        Engine.of(driver)),
                                new SyncOptions(Optional.empty(), true, true, false, false, false)),
                        ProgressListener.NONE);
        List<PlanReport.Risk> risks =
                result.plan().steps().stream().flatMap(step -> step.risks().stream()).toList();

        assertThat(risks)
                .contains(new PlanReport.Risk("locks", "t", "ACCESS EXCLUSIVE", 0, 0))
                .anySatisfy(risk -> {
                    assertThat(risk.kind()).isEqualTo("rewrites-rows");
                    assertThat(risk.table()).isEqualTo("t");
                    assertThat(risk.rows()).isEqualTo(3000);
                    assertThat(risk.bytes()).isBetween(100_000L, 400_000L);
                });
        assertThat(result.plan().steps())
                .allSatisfy(step -> assertThat(step.risks()).hasSameSizeAs(step.hazards()));
    }

    @Test
    void aSchemaForPeopleHasPlainTablesAndAStatementForEachOtherObject() {
        sync(
                driver,
                "CREATE TABLE p(id int PRIMARY KEY); CREATE TABLE t(id int PRIMARY KEY, \"P id\" int"
                        + " NOT NULL REFERENCES p); CREATE INDEX t_p ON t(\"P id\"); CREATE VIEW w AS"
                        + " SELECT id FROM t;",
                false);
        Schema readable = Engine.of(driver).dialect().readable(driver.inspectSchema());

        assertThat(readable.tables()).extracting(Table::name).containsExactly("p", "t");
        Table table = readable.tables().getLast();
        assertThat(table.columns()).extracting(Column::name).containsExactly("id", "P id");
        assertThat(table.primaryKey().orElseThrow().columns())
                .extracting(IndexedColumn::expression)
                .containsExactly("id");
        assertThat(table.foreignKeys())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.columns()).containsExactly("P id");
                    assertThat(key.referencedTable()).isEqualTo("p");
                });
        assertThat(table.sql()).contains("CREATE TABLE", "FOREIGN KEY");
        assertThat(readable.engineObjects())
                .extracting(EngineObject::name)
                .containsExactlyInAnyOrder("t_p", "w");
        assertThat(readable.engineObjects())
                .allSatisfy(object -> assertThat(object.sql()).startsWith("CREATE "));
    }

    @Test
    void aKeyWithoutTheColumnThatOtherKeysShareIsFound() {
        String shared =
                "CREATE TABLE a(tenant int, id int, PRIMARY KEY (tenant, id));"
                        + " CREATE TABLE b(tenant int, id int, PRIMARY KEY (tenant, id));"
                        + " CREATE TABLE c(tenant int, id int, a int, PRIMARY KEY (tenant, id),"
                        + " FOREIGN KEY (tenant, a) REFERENCES a);"
                        + " CREATE TABLE kinds(id int PRIMARY KEY);";

        assertThat(undistributed(shared)).isEmpty();
        assertThat(
                        undistributed(
                                shared
                                        + " ALTER TABLE a ADD UNIQUE (id); CREATE TABLE d(tenant int,"
                                        + " id int PRIMARY KEY, a int REFERENCES a(id), kind int"
                                        + " REFERENCES kinds);"))
                .containsExactlyInAnyOrder("a.a_id_key", "d.d_pkey", "d.d_a_fkey");
    }

    private List<String> undistributed(String sql) {
        return SchemaLint.lint(
                        DefinitionReader.readSql(sql, "schema.sql", Engine.of(driver)).schema(),
                        Engine.of(driver).dialect().lintRules(),
                        LintOptions.usual())
                .stream()
                .filter(finding -> finding.rule() == LintRule.KEY_CANNOT_BE_DISTRIBUTED)
                .map(LintFinding::path)
                .toList();
    }

    @Test
    void anIndexThatAFailedBuildLeftIsBuiltAgain() {
        driver.execute("CREATE TABLE t(id int, n int)");
        driver.execute("INSERT INTO t VALUES (1, 1), (2, 1)");
        assertThatThrownBy(() -> driver.execute("CREATE UNIQUE INDEX CONCURRENTLY t_n ON t(n)"))
                .isInstanceOf(DatabaseException.class);
        driver.execute("UPDATE t SET n = id");

        SyncResult result =
                sync(
                        driver,
                        "CREATE TABLE t(id int, n int); CREATE UNIQUE INDEX t_n ON t(n);",
                        false);

        assertThat(steps(result)).containsExactly("drop index 't_n'", "create index 't_n'");
        assertThat(
                        driver.queryValue(
                                "SELECT indisvalid::text FROM pg_index WHERE indexrelid ="
                                        + " 't_n'::regclass"))
                .contains("true");
    }

    @Test
    void anotherProcessThatChangesTheStructureIsNamed() {
        String held =
                StructureLock.during(
                        source.pool(),
                        () -> {
                            try (DatabaseDriver other = source.openDriver()) {
                                return String.valueOf(
                                        org.assertj.core.api.Assertions.catchThrowable(() ->
                                                        sync(
                                                                other,
                                                                "CREATE TABLE t(id int);",
                                                                false))
                                                .getMessage());
                            }
                        });

        assertThat(held).contains("is being changed by another process: process ");
    }
}
