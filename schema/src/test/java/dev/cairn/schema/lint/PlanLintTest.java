package dev.cairn.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.EngineVersion;
import dev.cairn.schema.plan.PlanOptions;
import dev.cairn.schema.plan.SchemaPlan;
import dev.cairn.schema.planner.SchemaPlanner;
import dev.cairn.schema.sqlite.SqliteDialect;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanLintTest {

    private static final EngineVersion CURRENT = new EngineVersion(3, 54, 1);
    private static final LintOptions OPTIONS = new LintOptions(Set.of(), 1000);

    @Test
    void droppingAFilledColumnLosesDataForGood() {
        SchemaPlan plan =
                plan(
                        "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)",
                        "CREATE TABLE notes (id INTEGER PRIMARY KEY)",
                        Map.of("notes", 5L));
        assertThat(rulesAt(plan, "notes.text"))
                .containsExactlyInAnyOrder(LintRule.STEP_DROPS_DATA, LintRule.STEP_IRREVERSIBLE);
    }

    @Test
    void droppingAFilledTableLosesDataForGood() {
        SchemaPlan plan =
                plan("CREATE TABLE notes (id INTEGER PRIMARY KEY)", "", Map.of("notes", 5L));
        assertThat(rulesAt(plan, "notes"))
                .containsExactlyInAnyOrder(LintRule.STEP_DROPS_DATA, LintRule.STEP_IRREVERSIBLE);
    }

    @Test
    void aRebuildIsWorthAFindingFromManyRowsOn() {
        String before = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)";
        String after = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT UNIQUE)";
        assertThat(rulesAt(plan(before, after, Map.of("notes", 1000L)), "notes"))
                .containsExactly(LintRule.STEP_REWRITES_MANY_ROWS);
        assertThat(rulesAt(plan(before, after, Map.of("notes", 999L)), "notes")).isEmpty();
    }

    @Test
    void anIndexOfALargeTableReadsManyRows() {
        String table = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);";
        SchemaPlan plan =
                plan(table, table + "CREATE INDEX texts ON notes (text)", Map.of("notes", 2000L));
        assertThat(rulesAt(plan, "texts")).containsExactly(LintRule.STEP_READS_MANY_ROWS);
    }

    @Test
    void aRenameTakesAwayAName() {
        Schema declared = LintCase.schema("CREATE TABLE texts (id INTEGER PRIMARY KEY)");
        DefinitionHints hints =
                new DefinitionHints(
                        Map.of("texts", new TableHints(Optional.of("notes"), Map.of())), Map.of());
        SchemaPlan plan =
                plan(
                        LintCase.schema("CREATE TABLE notes (id INTEGER PRIMARY KEY)"),
                        new SchemaDefinition("", declared, hints, List.of(), "test"),
                        Map.of());
        assertThat(rulesAt(plan, "notes")).containsExactly(LintRule.STEP_RENAMES);
    }

    @Test
    void losingTheRowIdIsReported() {
        SchemaPlan plan =
                plan(
                        "CREATE TABLE notes (name TEXT NOT NULL PRIMARY KEY)",
                        "CREATE TABLE notes (name TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
                        Map.of("notes", 3L));
        assertThat(rulesAt(plan, "notes")).contains(LintRule.STEP_CHANGES_ROW_IDS);
    }

    @Test
    void aRefusalIsAnError() {
        SchemaPlan plan =
                plan(
                        "CREATE VIRTUAL TABLE spots USING rtree (id, a, b)",
                        "CREATE VIRTUAL TABLE spots USING rtree (id, a, b, c, d)",
                        Map.of("spots", 3L));
        assertThat(PlanLint.lint(plan, OPTIONS))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(LintRule.PLAN_REFUSED);
                    assertThat(finding.path()).isEqualTo("spots");
                });
    }

    @Test
    void aPlanOfAnEmptyDatabaseHasNoFindings() {
        SchemaPlan plan = plan("", "CREATE TABLE notes (id INTEGER PRIMARY KEY)", Map.of());
        assertThat(PlanLint.lint(plan, OPTIONS)).isEmpty();
    }

    private static List<LintRule> rulesAt(SchemaPlan plan, String path) {
        return PlanLint.lint(plan, OPTIONS).stream()
                .filter(finding -> finding.path().equals(path))
                .map(LintFinding::rule)
                .toList();
    }

    private static SchemaPlan plan(String before, String after, Map<String, Long> rows) {
        SchemaDefinition declared =
                new SchemaDefinition(
                        "", LintCase.schema(after), DefinitionHints.none(), List.of(), "test");
        return plan(LintCase.schema(before), declared, rows);
    }

    private static SchemaPlan plan(Schema live, SchemaDefinition declared, Map<String, Long> rows) {
        return new SchemaPlanner(SqliteDialect.INSTANCE)
                .plan(
                        live,
                        declared,
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(live, declared, ComparisonOptions.usual()),
                        new DatabaseFacts(CURRENT, rows, Set.of(), Set.of(), Map.of()),
                        new PlanOptions(true, false, false));
    }
}
