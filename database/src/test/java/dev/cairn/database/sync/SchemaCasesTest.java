package dev.cairn.database.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.PlanReport;
import dev.cairn.database.Rounds;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.TransactionMode;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every case folder by both routes: altering tables in place where that is possible, and
 * rebuilding every table that changes; the second route for one case of three only, unless {@code
 * -Dcairn.thorough=true}. {@link CaseRun} says what each is held to.
 */
class SchemaCasesTest {

    private static final int REBUILT_ONE_OF = Rounds.of(3, 1, 1);

    @TempDir Path folder;

    @Test
    void thereAreManyCases() {
        assertThat(SchemaCase.all()).hasSizeGreaterThanOrEqualTo(150);
    }

    @TestFactory
    Stream<DynamicTest> everyCaseInPlace() {
        return wanted().map(schemaCase ->
                DynamicTest.dynamicTest(schemaCase.name(), () -> run(schemaCase, false)));
    }

    @TestFactory
    Stream<DynamicTest> casesByRebuilding() {
        List<SchemaCase> wanted = wanted().toList();
        int step = wanted.size() < SchemaCase.all().size() ? 1 : REBUILT_ONE_OF;
        return IntStream.range(0, wanted.size())
                .filter(i -> i % step == 0)
                .mapToObj(wanted::get)
                .map(schemaCase ->
                        DynamicTest.dynamicTest(schemaCase.name(), () -> run(schemaCase, true)));
    }

    private static Stream<SchemaCase> wanted() {
        String only = System.getProperty("cairn.case", "");
        return SchemaCase.all().stream().filter(schemaCase -> schemaCase.name().contains(only));
    }

    private void run(SchemaCase schemaCase, boolean forceRebuild) {
        Path file = folder.resolve(schemaCase.name() + (forceRebuild ? "-rebuild.db" : ".db"));
        SyncOptions options =
                new SyncOptions(
                        Optional.empty(),
                        schemaCase.prune(),
                        false,
                        false,
                        forceRebuild,
                        schemaCase.strictOrder());
        SchemaDefinition definition =
                DefinitionReader.readSql(schemaCase.after(), schemaCase.name() + "/after.sql");
        try (TestDatabase database = new TestDatabase(file)) {
            database.run(schemaCase.before()).run(schemaCase.rows());
            run(schemaCase, new CaseRun(database, definition, options), database, forceRebuild);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(schemaCase.name() + ": " + e.getMessage(), e);
        }
    }

    private static void run(
            SchemaCase schemaCase, CaseRun run, TestDatabase database, boolean forceRebuild) {
        if (!schemaCase.refused().isEmpty()) {
            run.mustBeRefused(schemaCase.refused());
            return;
        }
        PlanReport report = run.mustSucceed();
        if (!forceRebuild) {
            checkPlan(schemaCase, report);
        }
        database.driver().begin(TransactionMode.WRITE);
        schemaCase
                .queries()
                .forEach((sql, rows) -> assertThat(database.rows(sql)).as(sql).isEqualTo(rows));
        database.driver().rollback();
        run.checkReverse();
    }

    private static void checkPlan(SchemaCase schemaCase, PlanReport report) {
        if (!schemaCase.steps().isEmpty()) {
            assertThat(report.steps().stream().map(PlanReport.Step::kind).toList())
                    .isEqualTo(schemaCase.steps());
        }
        List<String> hazards =
                report.steps().stream().flatMap(step -> step.hazards().stream()).toList();
        schemaCase.hazards().forEach(text -> assertThat(String.join("\n", hazards)).contains(text));
        schemaCase
                .reversible()
                .forEach(expected -> assertThat(report.reversible()).isEqualTo(expected));
        assertThat(report.leftAlone()).containsAll(schemaCase.leftAlone());
    }
}
