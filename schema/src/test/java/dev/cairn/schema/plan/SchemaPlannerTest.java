package dev.cairn.schema.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.planner.SchemaPlanner;
import dev.cairn.schema.sqlite.SqliteDialect;
import dev.cairn.schema.sqlite.text.CreateStatement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What depends on facts that the databases of the case folders do not have. */
class SchemaPlannerTest {

    private static final String PLAIN = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)";
    private static final String NOT_NULL =
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL)";
    private static final String CHECKED =
            "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, CHECK (a <> ''))";

    private static Schema schema(String sql) {
        return new Schema(
                List.of((Table) CreateStatement.parse(sql)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static SchemaPlan plan(String live, String declared, String version, long rows) {
        SchemaDefinition definition =
                new SchemaDefinition(
                        "", schema(declared), DefinitionHints.none(), List.of(), "test");
        DatabaseFacts facts =
                new DatabaseFacts(
                        EngineVersion.parse(version),
                        Map.of("t", rows),
                        Set.of(),
                        Set.of(),
                        Map.of());
        return new SchemaPlanner(SqliteDialect.INSTANCE)
                .plan(
                        schema(live),
                        definition,
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(schema(live), definition, ComparisonOptions.usual()),
                        facts,
                        PlanOptions.standard());
    }

    private static List<String> kinds(SchemaPlan plan) {
        return plan.steps().stream().map(step -> step.kind()).toList();
    }

    @Test
    void notNullIsSetInPlaceFromVersion353() {
        assertThat(kinds(plan(PLAIN, NOT_NULL, "3.52.0", 5))).containsExactly("rebuild-table");
        assertThat(kinds(plan(PLAIN, NOT_NULL, "3.53.0", 5))).containsExactly("set-not-null");
    }

    @Test
    void notNullIsDroppedInPlaceFromVersion353() {
        assertThat(kinds(plan(NOT_NULL, PLAIN, "3.51.3", 5))).containsExactly("rebuild-table");
        assertThat(kinds(plan(NOT_NULL, PLAIN, "3.54.1", 5))).containsExactly("drop-not-null");
    }

    @Test
    void aCheckIsAddedInPlaceOnlyWhereNullPasses() {
        assertThat(kinds(plan(PLAIN, CHECKED, "3.53.4", 5))).containsExactly("rebuild-table");
        assertThat(kinds(plan(PLAIN, CHECKED, "3.54.1", 5))).containsExactly("add-check");
        assertThat(kinds(plan(PLAIN, CHECKED, "3.53.0", 0))).containsExactly("add-check");
    }

    @Test
    void aTableWithoutRowsIsNotAsked() {
        assertThat(plan(PLAIN, NOT_NULL, "3.54.1", 0).checks()).isEmpty();
        assertThat(plan(PLAIN, NOT_NULL, "3.54.1", 1).checks()).hasSize(1);
    }

    @Test
    void thePlanKnowsTheSchemaItStartsFrom() {
        String before = plan(PLAIN, NOT_NULL, "3.54.1", 1).fingerprint();
        assertThat(plan(PLAIN, CHECKED, "3.54.1", 9).fingerprint()).isEqualTo(before);
        assertThat(plan(CHECKED, PLAIN, "3.54.1", 1).fingerprint()).isNotEqualTo(before);
    }

    @Test
    void aRebuildFollowsTheProcedureOfTheManual() {
        assertThat(plan(PLAIN, NOT_NULL, "3.51.3", 5).steps().getFirst().statements())
                .extracting(Statement::sql)
                .containsExactly(
                        "CREATE TABLE \"cairn_new_t\" (id INTEGER PRIMARY KEY, a TEXT NOT NULL)",
                        "INSERT OR ABORT INTO \"cairn_new_t\" (\"id\", \"a\")"
                                + " SELECT \"id\", \"a\" FROM \"t\" ORDER BY rowid",
                        "DROP TABLE \"t\"",
                        "PRAGMA legacy_alter_table = ON",
                        "ALTER TABLE \"cairn_new_t\" RENAME TO \"t\"",
                        "PRAGMA legacy_alter_table = OFF");
    }

    /** Each step has its own reasons, not those of all changes of the table. */
    @Test
    void aStepHasItsOwnReasons() {
        SchemaPlan plan =
                plan(
                        PLAIN,
                        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT)",
                        "3.54.1",
                        5);
        assertThat(plan.steps())
                .extracting(PlanStep::kind, PlanStep::causes)
                .containsExactly(
                        tuple("add-column", List.of("'t.b' is declared and does not exist")),
                        tuple(
                                "set-not-null",
                                List.of(
                                        "'t.a' is declared as: \"a\" TEXT NOT NULL; it is: \"a\""
                                                + " TEXT")));
    }

    @Test
    void versionsCompareByNumber() {
        assertThat(EngineVersion.parse("3.9.2").atLeast(3, 10, 0)).isFalse();
        assertThat(EngineVersion.parse("3.54").atLeast(3, 54, 0)).isTrue();
        assertThat(EngineVersion.parse("3.54.1-beta")).hasToString("3.54.1");
    }
}
