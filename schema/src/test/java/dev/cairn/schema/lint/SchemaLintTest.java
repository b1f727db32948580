package dev.cairn.schema.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import dev.cairn.schema.sqlite.lint.SqliteLint;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SchemaLintTest {

    /** Rules of plans, and of what only a live database can have, have tests of their own. */
    private static Stream<LintRule> rulesOfSchemas() {
        return Stream.of(LintRule.values())
                .filter(rule -> !rule.code().startsWith("step-"))
                .filter(rule -> rule != LintRule.PLAN_REFUSED)
                .filter(rule -> rule != LintRule.KEY_CANNOT_BE_DISTRIBUTED)
                .filter(rule -> rule != LintRule.OPAQUE_OBJECT);
    }

    @TestFactory
    Stream<DynamicTest> everyRuleFindsWhatItsCasesSay() {
        return rulesOfSchemas().flatMap(SchemaLintTest::tests);
    }

    private static Stream<DynamicTest> tests(LintRule rule) {
        return LintCase.of(rule).stream()
                .map(c -> dynamicTest(rule.code() + ":" + c.line(), () -> check(rule, c)));
    }

    private static void check(LintRule rule, LintCase lintCase) {
        List<String> found =
                SchemaLint.lint(lintCase.schema(), SqliteLint.rules(), LintOptions.usual()).stream()
                        .filter(finding -> finding.rule() == rule)
                        .map(LintFinding::path)
                        .toList();
        assertThat(found).startsWith(lintCase.path().stream().toArray(String[]::new));
        assertThat(found.isEmpty()).isEqualTo(lintCase.path().isEmpty());
    }

    @Test
    void everyRuleHasAFindingAndSomethingThatIsFine() {
        assertThat(rulesOfSchemas())
                .allSatisfy(rule -> {
                    assertThat(LintCase.of(rule)).anyMatch(c -> c.path().isPresent());
                    assertThat(LintCase.of(rule)).anyMatch(c -> c.path().isEmpty());
                });
    }

    @Test
    void aSchemaWithoutFaultsHasNoFindings() {
        Schema schema =
                LintCase.schema(
                        """
                        CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
                        CREATE TABLE notes (
                          id INTEGER PRIMARY KEY,
                          author_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
                          text TEXT NOT NULL DEFAULT '' CHECK (length(text) < 1000)
                        ) STRICT;
                        CREATE INDEX notes_by_author ON notes (author_id);
                        CREATE VIEW named AS
                          SELECT notes.id, name FROM notes JOIN people ON people.id = author_id;
                        """);
        assertThat(SchemaLint.lint(schema, SqliteLint.rules(), LintOptions.usual())).isEmpty();
    }

    /** A chain is as deep as the schema is large, and a circle is one finding. */
    @Test
    void chainsAndCirclesOfThousandsOfTablesAreFollowed() {
        int count = 20_000;
        StringBuilder chain = new StringBuilder();
        StringBuilder views = new StringBuilder("CREATE VIEW v0 AS SELECT id FROM t0;\n");
        for (int i = 0; i < count; i++) {
            chain.append(
                            "CREATE TABLE t%d (id INTEGER PRIMARY KEY, next INTEGER NOT NULL"
                                    .formatted(i))
                    .append(i + 1 < count ? " REFERENCES t%d (id)".formatted(i + 1) : "")
                    .append(");\n");
            views.append("CREATE VIEW v%d AS SELECT id FROM v%d;\n".formatted(i + 1, i));
        }
        assertThat(circles(chain.toString() + views)).isEmpty();

        String circle =
                chain.toString()
                        .replace(
                                "t%d (id INTEGER PRIMARY KEY, next INTEGER NOT NULL)"
                                        .formatted(count - 1),
                                "t%d (id INTEGER PRIMARY KEY, next INTEGER NOT NULL REFERENCES t0 (id))"
                                        .formatted(count - 1));
        assertThat(circles(circle))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("t0");
                    assertThat(finding.reason())
                            .contains("'t0', 't1'", "and 19,990 more")
                            .hasSizeLessThan(300);
                });
    }

    private static List<LintFinding> circles(String sql) {
        return SchemaLint.lint(LintCase.schema(sql), SqliteLint.rules(), LintOptions.usual())
                .stream()
                .filter(finding ->
                        finding.rule() == LintRule.FOREIGN_KEY_CYCLE
                                || finding.rule() == LintRule.VIEW_CYCLE)
                .toList();
    }

    @Test
    void ignoredRulesAreNotApplied() {
        Schema schema = LintCase.schema("CREATE TABLE notes (text)");
        LintOptions options = new LintOptions(Set.of(LintRule.NO_PRIMARY_KEY), 0);
        assertThat(SchemaLint.lint(schema, SqliteLint.rules(), options))
                .extracting(LintFinding::rule)
                .containsExactly(LintRule.MISSING_TYPE);
    }

    @Test
    void whatCouldNotBeUnderstoodIsReportedWithItsReason() {
        OpaqueObject opaque =
                new OpaqueObject("places", "table", "places", "", "no such module: geo");
        Schema schema =
                new Schema(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(opaque));
        assertThat(SchemaLint.lint(schema, SqliteLint.rules(), LintOptions.usual()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(LintRule.OPAQUE_OBJECT);
                    assertThat(finding.reason()).contains("no such module: geo");
                });
    }

    @Test
    void aCodeNamesItsRule() {
        assertThat(EnumSet.allOf(LintRule.class))
                .allSatisfy(rule -> assertThat(LintRule.ofCode(rule.code())).contains(rule));
        assertThat(LintRule.ofCode("no-such-code")).isEmpty();
    }
}
