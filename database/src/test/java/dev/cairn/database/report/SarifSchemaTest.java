package dev.cairn.database.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cairn.schema.lint.LintFinding;
import dev.cairn.schema.lint.LintRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds the SARIF logs against the JSON Schema of OASIS, which a test dependency brings along. */
class SarifSchemaTest {

    private static final String SCHEMA = "/schema/sarif-schema-2.1.0.json";

    private static Schema schema;

    @BeforeAll
    static void readSchema() throws IOException {
        try (InputStream stream = SarifSchemaTest.class.getResourceAsStream(SCHEMA)) {
            schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(Objects.requireNonNull(stream, SCHEMA));
        }
    }

    @Test
    void aLogWithAFindingOfEveryRuleIsValid() {
        List<LintFinding> findings =
                Stream.of(LintRule.values())
                        .map(rule -> new LintFinding(rule, "t.\u00e4 \"b\"", "because", "mend it"))
                        .toList();
        LintSource source =
                LintSource.ofSql("schemas/app.sql", "-- first\nCREATE TABLE t (\u00e4);");
        assertThat(problems(LintReport.sarif(findings, source))).isEmpty();
    }

    @Test
    void aLogWithoutFindingsIsValid() {
        assertThat(problems(LintReport.sarif(List.of(), LintSource.of("a b/sch\u00e4ma.yaml"))))
                .isEmpty();
    }

    @Test
    void theSchemaWouldFindAMistake() {
        ObjectNode log = log(LintReport.sarif(List.of(), LintSource.of("schema.sql")));
        log.put("version", "2.0.0");
        ((ObjectNode) log.at("/runs/0/tool/driver")).remove("name");
        assertThat(schema.validate(log)).extracting(Error::getKeyword).contains("enum", "required");
    }

    private static List<Error> problems(String log) {
        return schema.validate(log(log));
    }

    private static ObjectNode log(String text) {
        JsonNode log = JsonMapper.shared().readTree(text);
        return (ObjectNode) log;
    }
}
