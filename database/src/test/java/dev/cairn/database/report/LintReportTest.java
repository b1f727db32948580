package dev.cairn.database.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.lint.LintFinding;
import dev.cairn.schema.lint.LintOptions;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.lint.SchemaLint;
import dev.cairn.schema.sqlite.lint.SqliteLint;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LintReportTest {

    private static final String SCRIPT =
            """
            CREATE TABLE people (id INTEGER PRIMARY KEY);

            -- kept for years
            CREATE TABLE notes (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES people);
            CREATE INDEX first ON notes (id);
            """;

    private static List<LintFinding> findings() {
        return SchemaLint.lint(
                DefinitionReader.readSql(SCRIPT, "schema.sql").schema(),
                SqliteLint.rules(),
                LintOptions.usual());
    }

    @Test
    void jsonHasEveryFindingWithItsParts() {
        JsonNode findings = read(LintReport.json(findings())).get("findings");
        assertThat(findings.size()).isEqualTo(2);
        JsonNode finding = findings.get(0);
        assertThat(finding.get("code").stringValue()).isEqualTo("foreign-key-without-index");
        assertThat(finding.get("severity").stringValue()).isEqualTo("warning");
        assertThat(finding.get("path").stringValue()).isEqualTo("notes.author_id");
        assertThat(finding.get("reason").stringValue()).contains("reads all of 'notes'");
        assertThat(finding.get("remedy").stringValue()).startsWith("CREATE INDEX");
    }

    @Test
    void sarifResultsNameRuleLevelAndPlace() {
        JsonNode log = read(LintReport.sarif(findings(), LintSource.ofSql("schema.sql", SCRIPT)));
        assertThat(log.get("version").stringValue()).isEqualTo("2.1.0");
        JsonNode run = log.get("runs").get(0);
        JsonNode rules = run.get("tool").get("driver").get("rules");
        assertThat(rules.size()).isEqualTo(LintRule.values().length);
        JsonNode result = run.get("results").get(0);
        JsonNode rule = rules.get(result.get("ruleIndex").intValue());
        assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
        assertThat(result.get("level").stringValue()).isEqualTo("warning");
        assertThat(result.get("message").get("text").stringValue()).startsWith("notes.author_id:");
        JsonNode place = result.get("locations").get(0).get("physicalLocation");
        assertThat(place.get("artifactLocation").get("uri").stringValue()).isEqualTo("schema.sql");
        assertThat(place.get("region").get("startLine").intValue()).isEqualTo(4);
        JsonNode second = run.get("results").get(1).get("locations").get(0);
        assertThat(second.get("physicalLocation").get("region").get("startLine").intValue())
                .isEqualTo(5);
    }

    @Test
    void whereNoLineIsKnownTheFirstIsNamed() {
        JsonNode log = read(LintReport.sarif(findings(), LintSource.of("schema.yaml")));
        JsonNode location = log.at("/runs/0/results/0/locations/0/physicalLocation");
        assertThat(location.get("region").get("startLine").intValue()).isEqualTo(1);
    }

    @Test
    void nothingFoundIsAnEmptyList() {
        assertThat(read(LintReport.json(List.of())).get("findings").isEmpty()).isTrue();
        JsonNode log = read(LintReport.sarif(List.of(), LintSource.of("schema.sql")));
        assertThat(log.at("/runs/0/results").isArray()).isTrue();
    }

    private static JsonNode read(String json) {
        return JsonMapper.shared().readTree(json);
    }
}
