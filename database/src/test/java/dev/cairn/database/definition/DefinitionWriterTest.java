package dev.cairn.database.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.sqlite.SqliteScratch;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.sqlite.SqliteDialect;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefinitionWriterTest {

    private static final String HARD =
            """
            CREATE TABLE "a b"("c""d" TEXT DEFAULT 'it''s -- not; a comment', e DEFAULT no,
              f DEFAULT (-(1)), g DEFAULT x'00', h DEFAULT NULL, i DEFAULT 1e10, "null" DEFAULT 'null',
              j "odd (type", k CHECK (k <> 'y: "n"
            '), UNIQUE ("c""d"), UNIQUE (e COLLATE nocase, f)); -- trailing
            CREATE TABLE p(x INTEGER PRIMARY KEY DESC, y INT, UNIQUE (y) ON CONFLICT IGNORE) ;
            CREATE TABLE q(x INTEGER, y, z AS (x + 1), PRIMARY KEY (y COLLATE rtrim DESC, x) ON CONFLICT FAIL,
              FOREIGN KEY (y) REFERENCES p(y) ON UPDATE SET DEFAULT NOT DEFERRABLE -- last
            ) WITHOUT ROWID;
            CREATE INDEX "i-1" ON "a b"(length("c""d") DESC, e COLLATE nocase) WHERE f > 1 AND (g IS NULL);
            CREATE VIRTUAL TABLE ft USING fts4(content="", a, tokenize=unicode61 "remove_diacritics=0");
            CREATE VIRTUAL TABLE f5 USING fts5("a b", c UNINDEXED, prefix = '2 3', content='');
            CREATE VIRTUAL TABLE rt USING rtree(id, x0, x1, +note TEXT);
            CREATE VIEW v(one, two) AS SELECT 1, ':' -- # not yaml
              UNION ALL VALUES (2, '"');
            CREATE TRIGGER t INSTEAD OF UPDATE OF one ON v WHEN new.two <> '''' BEGIN
              INSERT INTO p(y) VALUES (CASE new.one WHEN 1 THEN ';END;' END);
            END
            """;

    @ParameterizedTest
    @EnumSource(DefinitionFormat.class)
    void whatIsWrittenReadsBackWithoutADifference(DefinitionFormat format) throws SQLException {
        Schema live = live(HARD);

        String text = DefinitionWriter.write(SchemaDefinition.of(live, "live"), format);
        SchemaDefinition read = read(text, format);

        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(live, read, new ComparisonOptions(true)))
                .isEmpty();
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(
                                        read.schema(),
                                        SchemaDefinition.of(live, "live"),
                                        new ComparisonOptions(true)))
                .isEmpty();
        assertThat(DefinitionWriter.write(read, format)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(DefinitionFormat.class)
    void hintsAndVersionAreWritten(DefinitionFormat format) {
        SchemaDefinition definition =
                DefinitionReader.readYaml(
                        DefinitionReaderTest.resource("everything.yaml"), "everything.yaml");

        SchemaDefinition read = read(DefinitionWriter.write(definition, format), format);

        assertThat(read.version()).isEqualTo("2.1.0");
        assertThat(read.hints()).isEqualTo(definition.hints());
        if (format != DefinitionFormat.SQL) {
            assertThat(read.migrations()).isEqualTo(definition.migrations());
        }
    }

    @Test
    void theWrittenJsonIsAsPeopleWriteIt() throws SQLException {
        Schema live = live("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)");
        assertThat(DefinitionWriter.write(SchemaDefinition.of(live, "live"), DefinitionFormat.YAML))
                .isEqualTo(
                        """
                        tables:
                          t:
                            columns:
                            - name: id
                              type: INTEGER
                              primary_key: true
                            - name: name
                              type: TEXT
                              not_null: true
                              unique: true
                        """);
    }

    private static SchemaDefinition read(String text, DefinitionFormat format) {
        return switch (format) {
            case JSON -> DefinitionReader.readJson(text, "written.json");
            case YAML -> DefinitionReader.readYaml(text, "written.yaml");
            case SQL -> DefinitionReader.readSql(text, "written.sql");
        };
    }

    private static Schema live(String script) throws SQLException {
        try (SqliteScratch database = SqliteScratch.open()) {
            for (SqlScript.Statement statement : SqlScript.split(script)) {
                database.execute(statement.text());
            }
            Schema schema = database.inspect();
            assertThat(schema.opaqueObjects()).isEmpty();
            return schema;
        }
    }
}
