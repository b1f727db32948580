package dev.cairn.database.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.Schema;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.sqlite.SqliteDialect;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * ALTER TABLE edits the text of the schema: it puts names in quotes, turns strings in double quotes
 * into strings, and cuts and inserts clauses. What it leaves must compare as what was declared.
 */
class AlteredTextTest {

    static Stream<Arguments> alterations() {
        return Stream.of(
                Arguments.of(
                        """
                        CREATE TABLE t(a, b CHECK (b <> "x"));
                        CREATE VIEW v AS SELECT a, "lit" AS l FROM t WHERE b = "x";
                        CREATE TRIGGER r AFTER INSERT ON t BEGIN
                          UPDATE t SET b = "y" WHERE a = new.a;
                        END;
                        CREATE INDEX i ON t(a) WHERE b = "x";
                        """,
                        "ALTER TABLE t RENAME COLUMN a TO \"new a\"",
                        """
                        CREATE TABLE t("new a", b CHECK (b <> "x"));
                        CREATE VIEW v AS SELECT "new a", "lit" AS l FROM t WHERE b = "x";
                        CREATE TRIGGER r AFTER INSERT ON t BEGIN
                          UPDATE t SET b = "y" WHERE "new a" = new."new a";
                        END;
                        CREATE INDEX i ON t("new a") WHERE b = "x";
                        """),
                Arguments.of(
                        """
                        CREATE TABLE t(a, b CHECK (b <> 1));
                        CREATE VIEW v AS SELECT t.a, x.b FROM t, t AS x;
                        CREATE TRIGGER r AFTER INSERT ON t BEGIN
                          DELETE FROM t WHERE t.a = new.a;
                        END;
                        CREATE TABLE c(x REFERENCES t(a));
                        """,
                        "ALTER TABLE t RENAME TO Key",
                        """
                        CREATE TABLE Key(a, b CHECK (b <> 1));
                        CREATE VIEW v AS SELECT Key.a, x.b FROM Key, Key AS x;
                        CREATE TRIGGER r AFTER INSERT ON Key BEGIN
                          DELETE FROM Key WHERE Key.a = new.a;
                        END;
                        CREATE TABLE c(x REFERENCES Key(a));
                        """),
                Arguments.of(
                        "CREATE TABLE t(a, b, UNIQUE(a))",
                        "ALTER TABLE t ADD COLUMN c TEXT DEFAULT 'x;' CHECK (c <> \"q\")",
                        "CREATE TABLE t(a, b, c TEXT DEFAULT 'x;' CHECK (c <> 'q'), UNIQUE(a))"),
                Arguments.of(
                        "CREATE TABLE t(a, b, CHECK (a > 0))",
                        "ALTER TABLE t ADD CONSTRAINT pos CHECK (b > 0)",
                        "CREATE TABLE t(a, b, CHECK (a > 0), CONSTRAINT pos CHECK (b > 0))"),
                Arguments.of(
                        "CREATE TABLE t(a, b -- note\n)",
                        "ALTER TABLE t ALTER COLUMN b SET NOT NULL",
                        "CREATE TABLE t(a, b NOT NULL)"),
                Arguments.of(
                        "CREATE TABLE t(a, b TEXT NOT NULL DEFAULT 'x' /* c */, c)",
                        "ALTER TABLE t ALTER COLUMN b DROP NOT NULL",
                        "CREATE TABLE t(a, b TEXT DEFAULT 'x', c)"),
                Arguments.of(
                        "CREATE TABLE t(a, b, CONSTRAINT pos CHECK (b > 0), UNIQUE(a))",
                        "ALTER TABLE t DROP CONSTRAINT pos",
                        "CREATE TABLE t(a, b, UNIQUE(a))"),
                Arguments.of(
                        "CREATE TABLE t(a, b, c)",
                        "ALTER TABLE t DROP COLUMN b",
                        "CREATE TABLE t(a, c)"));
    }

    @ParameterizedTest
    @MethodSource("alterations")
    void whatAlterTableLeavesIsAsDeclared(String before, String alteration, String declared)
            throws SQLException {
        Schema altered;
        try (SqliteScratch database = SqliteScratch.open()) {
            for (SqlScript.Statement statement : SqlScript.split(before)) {
                database.execute(statement.text());
            }
            database.execute(alteration);
            altered = database.inspect();
        }
        assertThat(altered.opaqueObjects()).isEmpty();
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(
                                        altered,
                                        DefinitionReader.readSql(declared, "declared.sql"),
                                        new ComparisonOptions(true)))
                .isEmpty();
    }
}
