package dev.cairn.database.sqlite.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.sqlite.SqliteScratch;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.sqlite.SqliteRendering;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteInspectorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t(a, b TEXT, c VARCHAR ( 10 ), d \"NUM(3)\", e [my type], f 'x y')",
                "CREATE TABLE t(a INT GENERATED ALWAYS AS (b*2) STORED, b, c AS (b||')') VIRTUAL)",
                "CREATE TABLE t(id INTEGER PRIMARY KEY DESC, \"check\" TEXT, [primary] key)",
                "CREATE TABLE t(a TEXT, b TEXT, PRIMARY KEY(b DESC, a COLLATE nocase)) WITHOUT ROWID",
                "CREATE TABLE t(a TEXT PRIMARY KEY, b INT) STRICT, WITHOUT ROWID",
                "CREATE TABLE t(a INTEGER, PRIMARY KEY(a AUTOINCREMENT))",
                "CREATE TABLE t(a CONSTRAINT x CHECK(a <> ')') CONSTRAINT y NOT NULL, CHECK(a>1) UNIQUE(a))",
                "CREATE TABLE t(a DEFAULT -1, b DEFAULT (1+(2)), c DEFAULT foo, d DEFAULT \"bar\","
                        + " e DEFAULT x'00', f DEFAULT CURRENT_TIMESTAMP, g DEFAULT (NULL))",
                "CREATE TABLE t(a /* , b */ -- c\n , d TEXT DEFAULT 'a''b--' )",
                "CREATE TABLE t(a REFERENCES p ON DELETE SET NULL MATCH FULL ON UPDATE CASCADE"
                        + " DEFERRABLE INITIALLY DEFERRED NOT NULL, b)",
                "CREATE TABLE t(\"a\"\"b\" TEXT, `c``d` INT, [e f] REAL, 'g' BLOB, \u00e4 TEXT)",
                "CREATE TABLE t AS SELECT 1 AS a, 'x' AS b, 1.5 AS \"c d\"",
                "CREATE TABLE t(a NOT NULL ON CONFLICT IGNORE UNIQUE ON CONFLICT REPLACE)",
                "CREATE TABLE t(a LONG VARCHAR NULL, b UNSIGNED BIG INT DEFAULT +5, c ANY)",
                "CREATE TABLE t(replace, key, desc, temp, view, trigger, cast, like, glob)",
                "CREATE TABLE t(generated, always, b generated always as (generated))",
                "CREATE TABLE t(a INT DEFAULT 0x1F, b DEFAULT 1e3, c DEFAULT .5, d DEFAULT 1_000)",
                "CREATE TABLE sqliteXtable(a)",
            })
    void aTableIsReadAndItsRenderingMeansTheSame(String sql) throws SQLException {
        Schema schema = schemaOf(sql);

        assertThat(schema.opaqueObjects()).isEmpty();
        assertThat(schema.tables()).hasSize(1);
        Table table = schema.tables().getFirst();
        Schema again = schemaOf(SqliteRendering.INSTANCE.table(table));
        assertThat(again.opaqueObjects()).isEmpty();
        assertThat(withoutText(again.tables().getFirst())).isEqualTo(withoutText(table));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX i ON t(a COLLATE nocase DESC, lower(b), \"a\" ASC)",
                "CREATE UNIQUE INDEX i ON t(b) WHERE a > 'where' AND b IS NOT NULL",
                "CREATE INDEX i ON t((a || b), ((a)), a + 1 DESC, b ASC) WHERE (a)",
            })
    void anIndexIsReadAndItsRenderingMeansTheSame(String sql) throws SQLException {
        String table = "CREATE TABLE t(a, b)";
        Schema schema = schemaOf(table, sql);
        var index = schema.indexes().getFirst();
        var again = schemaOf(table, SqliteRendering.INSTANCE.render(index)).indexes().getFirst();
        assertThat(again.columns()).isEqualTo(index.columns());
        assertThat(again.where()).isEqualTo(index.where());
        assertThat(again.unique()).isEqualTo(index.unique());
    }

    @Test
    void aNameInAnIndexThatIsNoColumnIsAString() throws SQLException {
        var index = schemaOf("CREATE TABLE t(a)", "CREATE INDEX i ON t(\"nosuch\")").indexes();
        assertThat(index.getFirst().columns().getFirst().isColumn()).isFalse();
        assertThat(index.getFirst().columns().getFirst().expression()).isEqualTo("'nosuch'");
    }

    @Test
    void shadowTablesBelongToTheirVirtualTable() throws SQLException {
        Schema schema =
                schemaOf(
                        "CREATE VIRTUAL TABLE f USING fts5(a, b UNINDEXED, tokenize = 'porter ascii')",
                        "CREATE VIRTUAL TABLE f_x USING fts5(a)",
                        "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1)",
                        "CREATE TABLE f_note(a)");
        assertThat(schema.tables()).extracting(Table::name).containsExactly("f_note");
        assertThat(schema.virtualTable("f").orElseThrow().shadowTables())
                .containsExactly("f_data", "f_idx", "f_content", "f_docsize", "f_config");
        assertThat(schema.virtualTable("r").orElseThrow().shadowTables())
                .containsExactlyInAnyOrder("r_rowid", "r_node", "r_parent");
        assertThat(schema.virtualTable("f").orElseThrow().arguments())
                .containsExactly("a", "b UNINDEXED", "tokenize = 'porter ascii'");
    }

    @Test
    void aBrokenViewHindersNothing() throws SQLException {
        try (SqliteScratch scratch = SqliteScratch.open()) {
            scratch.execute("CREATE TABLE t(a)");
            scratch.execute("CREATE VIEW v AS SELECT a FROM nowhere");
            scratch.execute("CREATE VIEW w AS SELECT * FROM v, v2");
            Schema schema = scratch.inspect();
            assertThat(schema.views()).extracting(SchemaObject::name).containsExactly("v", "w");
            assertThat(schema.tables()).extracting(SchemaObject::name).containsExactly("t");
        }
    }

    @Test
    void aTableThatWasNotUnderstoodIsOpaqueInsteadOfWrong() {
        StoredObject stored =
                new StoredObject("table", "t", "t", "CREATE TABLE t(a TEXT, b INT NOT NULL)");
        TableFacts facts =
                new TableFacts(
                        "table",
                        false,
                        false,
                        List.of(
                                new TableFacts.ColumnFacts("a", "TEXT", false, false, 0, 0),
                                new TableFacts.ColumnFacts("b", "INT", false, false, 0, 0)));
        Schema schema = new SchemaAssembly(List.of(stored), Map.of("t", facts)).schema();

        assertThat(schema.tables()).isEmpty();
        assertThat(schema.opaqueObjects().getFirst().reason())
                .isEqualTo("its column 'b' was not understood");
    }

    @Test
    void cairnsOwnTablesAndSqlitesAreLeftOutByTheirExactNames() throws SQLException {
        Schema schema =
                schemaOf(
                        "CREATE TABLE _cairn_settings(a)",
                        "CREATE TABLE _cairn_settings2(a)",
                        "CREATE TABLE xcairn_audit(a)",
                        "CREATE TABLE sqliteXsequence(a INTEGER PRIMARY KEY AUTOINCREMENT)",
                        "CREATE INDEX s ON _cairn_settings(a)");
        assertThat(schema.tables())
                .extracting(Table::name)
                .containsExactly("_cairn_settings2", "xcairn_audit", "sqliteXsequence");
        assertThat(schema.indexes()).isEmpty();
    }

    @Test
    void triggersKeepTheirTextAndTable() throws SQLException {
        String trigger =
                "CREATE TRIGGER tr AFTER UPDATE OF a, b ON \"t\" WHEN old.a IS NOT new.a BEGIN"
                        + " UPDATE t SET b = CASE WHEN 1 THEN ';' ELSE 2 END; SELECT 1; END";
        var found = schemaOf("CREATE TABLE t(a, b)", trigger).triggers().getFirst();
        assertThat(found.table()).isEqualTo("t");
        assertThat(found.sql()).isEqualTo(trigger);
    }

    @Test
    void aScriptIsCutWhereSqliteCutsIt() {
        String script =
                """
                -- first; not a statement
                CREATE TABLE t(a DEFAULT ';', "b;" /* ; */);
                CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN
                  SELECT CASE WHEN 1 THEN 2 END; -- END;
                  SELECT 1;
                END;
                ;
                CREATE VIEW v AS SELECT 1
                """;
        assertThat(SqlScript.split(script))
                .extracting(SqlScript.Statement::line)
                .containsExactly(2, 3, 8);
    }

    private static Schema schemaOf(String... statements) throws SQLException {
        try (SqliteScratch scratch = SqliteScratch.open()) {
            for (String statement : statements) {
                scratch.execute(statement);
            }
            return scratch.inspect();
        }
    }

    private static Table withoutText(Table table) {
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.uniqueConstraints(),
                table.checks(),
                table.foreignKeys(),
                table.options(),
                "");
    }
}
