package dev.cairn.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.PlanReport;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rounds;
import dev.cairn.database.Rows;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Engine;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.plan.SchemaFingerprint;
import dev.cairn.schema.postgres.PostgresDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Carries out the cases on a real server, one of three by default and all with {@code
 * -Dcairn.long=true}: the plan is as expected, the database is afterwards as declared, no row is
 * lost, a second run changes nothing, and the way back leads back.
 */
class StructureCasesTest {

    /** The identities of all objects of the schema; a second run must not change one of them. */
    private static final String IDENTITIES =
            "SELECT string_agg(id, ' ' ORDER BY id) FROM ( SELECT 'c' || oid || ':' || relfilenode"
                    + " AS id FROM pg_class WHERE oid >= 16384 AND relname !~ '^(_cairn|pg_toast)'"
                    + " UNION ALL SELECT 'p' || oid FROM pg_proc WHERE oid >= 16384 UNION ALL SELECT"
                    + " 't' || oid FROM pg_trigger WHERE NOT tgisinternal UNION ALL SELECT 'o' || oid"
                    + " FROM pg_policy UNION ALL SELECT 'k' || oid FROM pg_constraint WHERE oid >="
                    + " 16384 AND conname !~ '^_cairn' UNION ALL SELECT 'y' || oid FROM pg_type WHERE"
                    + " oid >= 16384) AS ids";

    private static final int SHARE = 12;
    private static final Pattern LOST_ROWS = Pattern.compile("DROP (TABLE|SCHEMA)");

    private static @Nullable PostgresTestDatabase database;
    private static @Nullable PostgresSource source;

    @BeforeAll
    static void open() {
        database = PostgresServer.shared().createDatabase();
        source = TestServers.source(Objects.requireNonNull(database));
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(source).close();
        Objects.requireNonNull(database).close();
    }

    static List<StructureCase> cases() {
        String only = System.getProperty("cairn.case", "");
        boolean all = Boolean.getBoolean("cairn.renew") || !only.isEmpty();
        int step = all ? 1 : Rounds.of(SHARE, 3, 1);
        List<StructureCase> cases =
                StructureCase.all().stream().filter(one -> one.name().contains(only)).toList();
        return IntStream.range(0, cases.size())
                .filter(i -> i % step == 0)
                .mapToObj(cases::get)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCaseIsCarriedOut(StructureCase example) {
        try (DatabaseDriver driver = Objects.requireNonNull(source).openDriver()) {
            driver.execute(ScratchDatabase.CLEAR);
            run(example.part("from"), driver);
            run(example.part("rows"), driver);
            if (example.isNew() && Boolean.getBoolean("cairn.renew")) {
                renew(example, driver);
                return;
            }
            Optional<String> refusal = example.refusal();
            if (refusal.isPresent()) {
                isRefused(example, driver, refusal.get());
            } else {
                isDone(example, driver);
            }
        }
    }

    /** Writes what happens as what is expected; it must be read before it is believed. */
    private static void renew(StructureCase example, DatabaseDriver driver) {
        try {
            SyncResult result =
                    sync(definition(example.part("to"), driver), example.has("prune"), driver);
            example.renew(
                    result.plan().steps().stream()
                            .map(PlanReport.Step::description)
                            .collect(Collectors.joining("\n")));
        } catch (DatabaseException e) {
            example.renew(
                    "refused: "
                            + String.valueOf(e.getMessage())
                                    .replaceFirst("^the schema was not changed: ", ""));
        }
    }

    private static void run(String script, DatabaseDriver driver) {
        Engine.of(driver)
                .definitionRules()
                .split(script)
                .forEach(statement -> driver.execute(statement.text()));
    }

    private static SchemaDefinition definition(String sql, DatabaseDriver driver) {
        return DefinitionReader.readSql(sql, "to.sql", Engine.of(driver));
    }

    private static SyncResult sync(
            SchemaDefinition definition, boolean prune, DatabaseDriver driver) {
        return driver.perform(
                new SyncRequest(
                        definition,
                        new SyncOptions(Optional.empty(), prune, false, false, false, false)),
                ProgressListener.NONE);
    }

    private static void isRefused(StructureCase example, DatabaseDriver driver, String part) {
        String before = SchemaFingerprint.of(driver.inspectSchema());
        Map<String, Long> rows = rows(driver);
        DatabaseException refused =
                catchThrowableOfType(
                        DatabaseException.class,
                        () ->
                                sync(
                                        definition(example.part("to"), driver),
                                        example.has("prune"),
                                        driver));

        assertThat(refused).as("it was not refused").isNotNull();
        assertThat(refused.code())
                .as(refused.getMessage())
                .isIn(DatabaseErrorCode.REFUSED, DatabaseErrorCode.INVALID_DEFINITION);
        assertThat(refused).hasMessageContaining(part);
        assertThat(SchemaFingerprint.of(driver.inspectSchema())).isEqualTo(before);
        assertThat(rows(driver)).isEqualTo(rows);
    }

    private static void isDone(StructureCase example, DatabaseDriver driver) {
        SchemaDefinition wanted = definition(example.part("to"), driver);
        Map<String, Long> rows = rows(driver);
        SyncResult result = sync(wanted, example.has("prune"), driver);
        String plan =
                result.plan().steps().stream()
                        .map(PlanReport.Step::description)
                        .collect(Collectors.joining("\n"));

        assertThat(plan).isEqualTo(example.part("plan"));
        keptRows(result, rows, driver);
        isAsDeclared(wanted, driver);
        changesNothingAgain(wanted, example.has("prune"), driver);
        holds(example.part("check"), driver);
        if (!example.has("one-way")) {
            leadsBack(example, driver);
        }
    }

    private static void keptRows(
            SyncResult result, Map<String, Long> before, DatabaseDriver driver) {
        boolean drops =
                result.plan().steps().stream()
                        .flatMap(step -> step.statements().stream())
                        .anyMatch(sql -> LOST_ROWS.matcher(sql).find());
        long total = before.values().stream().mapToLong(Long::longValue).sum();
        if (!drops) {
            assertThat(rows(driver).values().stream().mapToLong(Long::longValue).sum())
                    .as("rows of all tables")
                    .isEqualTo(total);
        }
    }

    private static void isAsDeclared(SchemaDefinition wanted, DatabaseDriver driver) {
        assertThat(
                        new SchemaComparator(PostgresDialect.INSTANCE)
                                        .compare(
                                                driver.inspectSchema(),
                                                wanted,
                                                ComparisonOptions.usual())
                                        .stream()
                                        .filter(difference -> !difference.isLeftAlone()))
                .isEmpty();
    }

    private static void changesNothingAgain(
            SchemaDefinition wanted, boolean prune, DatabaseDriver driver) {
        Object before = driver.queryValue(IDENTITIES).orElse("");
        SyncResult again = sync(wanted, prune, driver);

        assertThat(again.outcome()).isEqualTo(SyncResult.Outcome.UNCHANGED);
        assertThat(driver.queryValue(IDENTITIES).orElse("")).isEqualTo(before);
    }

    private static void holds(String queries, DatabaseDriver driver) {
        Engine.of(driver)
                .definitionRules()
                .split(queries)
                .forEach(query ->
                        assertThat(driver.queryValue("SELECT (" + query.text() + ")::text"))
                                .as(query.text())
                                .contains("true"));
    }

    private static void leadsBack(StructureCase example, DatabaseDriver driver) {
        String back = withoutHints(example.part("from"));
        SchemaDefinition former = definition(back, driver);
        sync(former, true, driver);

        assertThat(
                        new SchemaComparator(PostgresDialect.INSTANCE)
                                .compare(driver.inspectSchema(), former, ComparisonOptions.usual()))
                .as("the way back")
                .isEmpty();
    }

    private static String withoutHints(String sql) {
        return Pattern.compile("-- cairn:.*$", Pattern.MULTILINE)
                .matcher(sql)
                .replaceAll(Matcher.quoteReplacement(""));
    }

    private static Map<String, Long> rows(DatabaseDriver driver) {
        List<String> tables = new ArrayList<>();
        try (Rows rows =
                driver.query(
                        "SELECT c.oid::regclass::text FROM pg_class c WHERE relkind = 'r' AND oid"
                                + " >= 16384 AND relname !~ '^_cairn' AND"
                                + " relnamespace::regnamespace::text !~ '^pg_'")) {
            while (rows.next()) {
                tables.add(String.valueOf(rows.text(0)));
            }
        }
        Map<String, Long> counts = new TreeMap<>();
        tables.forEach(table ->
                counts.put(
                        table,
                        (long) driver.queryValue("SELECT count(*) FROM ONLY " + table).orElse(0L)));
        return counts;
    }
}
