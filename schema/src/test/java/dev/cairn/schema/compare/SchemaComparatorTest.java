package dev.cairn.schema.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.DefinitionHints.ColumnHints;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.Difference;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.sqlite.SqliteDialect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaComparatorTest {

    /** Pairs of statements, each of which a careless comparison takes for different. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '%',
            value = {
                "CREATE TABLE t(a INT) ~ create table \"T\" ( [A] int )",
                "CREATE TABLE t(a VARCHAR(10)) ~ CREATE TABLE t(a varchar ( 10 ))",
                "CREATE TABLE t(a DEFAULT 1) ~ CREATE TABLE t(a DEFAULT (1))",
                "CREATE TABLE t(a DEFAULT foo) ~ CREATE TABLE t(a DEFAULT 'foo')",
                "CREATE TABLE t(a DEFAULT \"foo\") ~ CREATE TABLE t(a DEFAULT ('foo'))",
                "CREATE TABLE t(a DEFAULT (julianday('now'))) ~ CREATE TABLE t(a DEFAULT ((JULIANDAY('now'))))",
                "CREATE TABLE t(a DEFAULT NULL) ~ CREATE TABLE t(a)",
                "CREATE TABLE t(a DEFAULT CURRENT_TIMESTAMP) ~ CREATE TABLE t(a DEFAULT (current_timestamp))",
                "CREATE TABLE t(a COLLATE binary) ~ CREATE TABLE t(a)",
                "CREATE TABLE t(a UNIQUE) ~ CREATE TABLE t(a, UNIQUE (\"a\"))",
                "CREATE TABLE t(a UNIQUE, UNIQUE(a)) ~ CREATE TABLE t(a UNIQUE)",
                "CREATE TABLE t(a COLLATE nocase UNIQUE) ~ CREATE TABLE t(a COLLATE NOCASE, UNIQUE(a COLLATE nocase))",
                "CREATE TABLE t(a NOT NULL ON CONFLICT ABORT) ~ CREATE TABLE t(a NOT NULL)",
                "CREATE TABLE t(a CHECK (a > 0)) ~ CREATE TABLE t(a, CHECK ((\"a\">0)))",
                "CREATE TABLE t(a, CHECK (a = \"x\")) ~ CREATE TABLE t(a, CHECK (a = 'x'))",
                "CREATE TABLE t(a, b, CHECK (a), CHECK (b)) ~ CREATE TABLE t(a CHECK (a), b, CHECK (b))",
                "CREATE TABLE t(i INTEGER PRIMARY KEY) ~ CREATE TABLE t(i INTEGER, PRIMARY KEY(i DESC))",
                "CREATE TABLE t(i TEXT PRIMARY KEY) WITHOUT ROWID ~ CREATE TABLE t(i TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID",
                "CREATE TABLE t(i TEXT PRIMARY KEY) STRICT ~ CREATE TABLE t(i TEXT NOT NULL PRIMARY KEY) STRICT",
                "CREATE TABLE t(a, b AS (a + 1)) ~ CREATE TABLE t(a, b GENERATED ALWAYS AS (a+1) VIRTUAL)",
                "CREATE TABLE t(i PRIMARY KEY, p REFERENCES t) ~ CREATE TABLE t(i PRIMARY KEY, p REFERENCES T(I) ON DELETE NO ACTION)",
                "CREATE TABLE t(i PRIMARY KEY, p REFERENCES t NOT DEFERRABLE INITIALLY DEFERRED) ~ CREATE TABLE t(i PRIMARY KEY, p REFERENCES t)",
                "CREATE VIEW v AS SELECT a FROM t ~ CREATE VIEW IF NOT EXISTS v AS select \"a\" from [t] -- so",
                "CREATE TRIGGER r AFTER DELETE ON t BEGIN SELECT 1; END ~ CREATE TRIGGER main.r AFTER delete ON \"t\" BEGIN SELECT 1; END",
                "CREATE VIRTUAL TABLE f USING fts5(a, content='t') ~ CREATE VIRTUAL TABLE f USING FTS5(a, content = \"T\", content_rowid = rowid)",
                "CREATE VIRTUAL TABLE f USING fts5(a, prefix=2, content='') ~ CREATE VIRTUAL TABLE f USING fts5(content='', a, prefix='2')",
            })
    void whatMeansTheSameIsNoDifference(String live, String declared) {
        assertThat(compare(live, declared)).isEmpty();
        assertThat(compare(declared, live)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '%',
            value = {
                "CREATE TABLE t(a INT) ~ CREATE TABLE t(a INTEGER) ~ COLUMN_TYPE",
                "CREATE TABLE t(a INT PRIMARY KEY) ~ CREATE TABLE t(a INT) ~ PRIMARY_KEY_CHANGED",
                "CREATE TABLE t(a INTEGER PRIMARY KEY) ~ CREATE TABLE t(a INTEGER PRIMARY KEY DESC) ~ PRIMARY_KEY_CHANGED",
                "CREATE TABLE t(a INTEGER PRIMARY KEY) ~ CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT) ~ PRIMARY_KEY_CHANGED",
                "CREATE TABLE t(a PRIMARY KEY) ~ CREATE TABLE t(a PRIMARY KEY ON CONFLICT REPLACE) ~ PRIMARY_KEY_CHANGED",
                "CREATE TABLE t(a, b, PRIMARY KEY(a, b)) ~ CREATE TABLE t(a, b, PRIMARY KEY(b, a)) ~ PRIMARY_KEY_CHANGED",
                "CREATE TABLE t(a) ~ CREATE TABLE t(a NOT NULL) ~ COLUMN_NOT_NULL",
                "CREATE TABLE t(a NOT NULL) ~ CREATE TABLE t(a CONSTRAINT n NOT NULL) ~ COLUMN_NOT_NULL",
                "CREATE TABLE t(a DEFAULT '1') ~ CREATE TABLE t(a DEFAULT 1) ~ COLUMN_DEFAULT",
                "CREATE TABLE t(a DEFAULT 1.0) ~ CREATE TABLE t(a DEFAULT 1) ~ COLUMN_DEFAULT",
                "CREATE TABLE t(a DEFAULT 'current_date') ~ CREATE TABLE t(a DEFAULT current_date) ~ COLUMN_DEFAULT",
                "CREATE TABLE t(a) ~ CREATE TABLE t(a COLLATE nocase) ~ COLUMN_COLLATION",
                "CREATE TABLE t(a, b AS (a)) ~ CREATE TABLE t(a, b AS (a) STORED) ~ COLUMN_GENERATED",
                "CREATE TABLE t(a, b AS (a)) ~ CREATE TABLE t(a, b) ~ COLUMN_GENERATED",
                "CREATE TABLE t(a, b) ~ CREATE TABLE t(b, a) ~ COLUMN_ORDER",
                "CREATE TABLE t(a) ~ CREATE TABLE t(a UNIQUE) ~ UNIQUE_MISSING",
                "CREATE TABLE t(a UNIQUE) ~ CREATE TABLE t(a) ~ UNIQUE_UNDECLARED",
                "CREATE TABLE t(a) ~ CREATE TABLE t(a CHECK(a > 1)) ~ CHECK_MISSING",
                "CREATE TABLE t(a CHECK(a > 1)) ~ CREATE TABLE t(a) ~ CHECK_UNDECLARED",
                "CREATE TABLE t(a PRIMARY KEY) ~ CREATE TABLE t(a PRIMARY KEY REFERENCES t) ~ FOREIGN_KEY_MISSING",
                "CREATE TABLE t(a REFERENCES t) ~ CREATE TABLE t(a) ~ FOREIGN_KEY_UNDECLARED",
                "CREATE TABLE t(a INT) ~ CREATE TABLE t(a INT) STRICT ~ TABLE_OPTIONS",
                "CREATE TABLE t(a NOT NULL PRIMARY KEY) ~ CREATE TABLE t(a PRIMARY KEY) WITHOUT ROWID ~ TABLE_OPTIONS",
                "CREATE TABLE t(a) ~ CREATE TABLE t(a, b) ~ COLUMN_MISSING",
                "CREATE TABLE t(a, b) ~ CREATE TABLE t(a) ~ COLUMN_UNDECLARED",
                "CREATE VIEW v AS SELECT 1 ~ CREATE VIEW v AS SELECT 2 ~ VIEW_CHANGED",
                "CREATE VIEW v AS SELECT 'a' ~ CREATE VIEW v AS SELECT 'A' ~ VIEW_CHANGED",
                "CREATE VIRTUAL TABLE f USING fts5(a, b) ~ CREATE VIRTUAL TABLE f USING fts5(b, a) ~ VIRTUAL_TABLE_CHANGED",
                "CREATE VIRTUAL TABLE f USING fts5(a, tokenize=porter) ~ CREATE VIRTUAL TABLE f USING fts5(a) ~ VIRTUAL_TABLE_CHANGED",
                "CREATE VIEW v AS SELECT 1 ~ CREATE TABLE v(a) ~ TABLE_KIND",
                "CREATE TRIGGER r AFTER DELETE ON t BEGIN SELECT 1; END ~ CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END ~ TRIGGER_CHANGED",
            })
    void whatDiffersIsNamedOnce(String live, String declared, String kind) {
        assertThat(compare(live, declared)).extracting(Difference::code).containsExactly(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '%',
            value = {
                "CREATE INDEX i ON t(a) ~ CREATE INDEX i ON t(a COLLATE binary ASC)",
                "CREATE INDEX i ON t(a) ~ CREATE INDEX I ON T((a))",
                "CREATE INDEX i ON t(b) ~ CREATE INDEX i ON t(b COLLATE nocase)",
                "CREATE INDEX i ON t(lower(a)) ~ CREATE INDEX i ON t(LOWER( \"a\" ))",
                "CREATE INDEX i ON t(a) WHERE a = 1 ~ CREATE INDEX i ON t(a) WHERE (\"a\"=1)",
                "CREATE INDEX i ON t(a) WHERE b = \"x\" ~ CREATE INDEX i ON t(a) WHERE b = 'x'",
            })
    void indexesThatMeanTheSameAreNoDifference(String live, String declared) {
        String table = "CREATE TABLE t(a, b COLLATE nocase); ";
        assertThat(compare(table + live, table + declared)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '%',
            value = {
                "CREATE INDEX i ON t(a) ~ CREATE UNIQUE INDEX i ON t(a)",
                "CREATE INDEX i ON t(a) ~ CREATE INDEX i ON t(a DESC)",
                "CREATE INDEX i ON t(b) ~ CREATE INDEX i ON t(b COLLATE binary)",
                "CREATE INDEX i ON t(a) ~ CREATE INDEX i ON t(a, b)",
                "CREATE INDEX i ON t(a) ~ CREATE INDEX i ON t(a) WHERE a > 1",
                "CREATE INDEX i ON t(a) ~ CREATE INDEX i ON t(+a)",
            })
    void indexesThatDifferAreNamed(String live, String declared) {
        String table = "CREATE TABLE t(a, b COLLATE nocase); ";
        assertThat(compare(table + live, table + declared))
                .extracting(Difference::code)
                .containsExactly("INDEX_CHANGED");
    }

    @Test
    void theOrderOfColumnsCountsOnlyIfAskedFor() {
        Schema live = ParsedSchema.of("CREATE TABLE t(a, b, gone)");
        SchemaDefinition declared = declared("CREATE TABLE t(new, b, a)", DefinitionHints.none());
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(live, declared, ComparisonOptions.usual()))
                .extracting(Difference::code)
                .containsExactly("COLUMN_MISSING", "COLUMN_UNDECLARED");
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(live, declared, new ComparisonOptions(true)))
                .extracting(Difference::code)
                .contains("COLUMN_ORDER");
    }

    @Test
    void aRenamedColumnIsOneDifferenceWhereverItIsUsed() {
        Schema live =
                ParsedSchema.of(
                        "CREATE TABLE t(old INT PRIMARY KEY CHECK (old > 0), b AS (old + 1),"
                                + " UNIQUE (old, b)); CREATE INDEX i ON t(abs(old)) WHERE \"old\" > 1;"
                                + " CREATE TABLE u(t REFERENCES t(old))");
        SchemaDefinition declared =
                declared(
                        "CREATE TABLE t(New INT PRIMARY KEY CHECK (New > 0), b AS (New + 1),"
                                + " UNIQUE (New, b)); CREATE INDEX i ON t(abs(New)) WHERE New > 1;"
                                + " CREATE TABLE u(t REFERENCES t(New))",
                        columnHints("t", Map.of("New", "old")));
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(live, declared, new ComparisonOptions(true)))
                .containsExactly(
                        new Difference(
                                ObjectKind.COLUMN,
                                Difference.Change.RENAMED,
                                Difference.Aspect.WHOLE,
                                "t",
                                Optional.of("New"),
                                Optional.of("old"),
                                Optional.of("New")));
    }

    @Test
    void aRenamedTableKeepsItsIndexesAndReferences() {
        Schema live =
                ParsedSchema.of(
                        "CREATE TABLE old(a PRIMARY KEY, b REFERENCES old); CREATE INDEX i ON old(b);"
                                + " CREATE TABLE u(o REFERENCES old ON DELETE CASCADE)");
        SchemaDefinition declared =
                declared(
                        "CREATE TABLE new(a PRIMARY KEY, b REFERENCES new); CREATE INDEX i ON new(b);"
                                + " CREATE TABLE u(o REFERENCES new ON DELETE CASCADE)",
                        tableHints(Map.of("new", "old")));
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(live, declared, ComparisonOptions.usual()))
                .extracting(Difference::code, Difference::path)
                .containsExactly(tuple("TABLE_RENAMED", "new"));
    }

    @Test
    void aHintThatHasHadItsEffectIsIgnored() {
        SchemaDefinition declared =
                declared("CREATE TABLE new(b)", tableHints(Map.of("new", "old")));
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(
                                        ParsedSchema.of("CREATE TABLE new(b)"),
                                        declared,
                                        ComparisonOptions.usual()))
                .isEmpty();
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(
                                        ParsedSchema.of("CREATE TABLE new(b); CREATE TABLE old(b)"),
                                        declared,
                                        ComparisonOptions.usual()))
                .extracting(Difference::code)
                .containsExactly("TABLE_UNDECLARED");
    }

    @Test
    void columnsThatSwapTheirNamesAreToldByTheirLooks() {
        SchemaDefinition declared =
                declared(
                        "CREATE TABLE t(a TEXT, b INT)",
                        columnHints("t", Map.of("a", "b", "b", "a")));
        Schema before = ParsedSchema.of("CREATE TABLE t(a INT, b TEXT)");
        Schema after = ParsedSchema.of("CREATE TABLE t(b INT, a TEXT)");
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(before, declared, ComparisonOptions.usual()))
                .extracting(Difference::code)
                .containsExactly("COLUMN_RENAMED", "COLUMN_RENAMED");
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(after, declared, ComparisonOptions.usual()))
                .isEmpty();
    }

    @Test
    void aChainOfRenamesIsFollowed() {
        SchemaDefinition declared =
                declared("CREATE TABLE t(c, b)", columnHints("t", Map.of("c", "b", "b", "a")));
        Renames renames =
                Renames.between(
                        ParsedSchema.of("CREATE TABLE t(b, a)"), declared, SqliteDialect.INSTANCE);
        assertThat(renames.formerColumn("t", "c")).contains("b");
        assertThat(renames.formerColumn("t", "b")).contains("a");
        assertThat(
                        Renames.between(
                                        ParsedSchema.of("CREATE TABLE t(c, b)"),
                                        declared,
                                        SqliteDialect.INSTANCE)
                                .formerColumn("t", "b"))
                .isEmpty();
    }

    @Test
    void tablesThatSwapTheirNamesAreToldByTheirLooks() {
        SchemaDefinition declared =
                declared(
                        "CREATE TABLE a(x, y); CREATE TABLE b(z)",
                        tableHints(Map.of("a", "b", "b", "a")));
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(
                                        ParsedSchema.of("CREATE TABLE a(z); CREATE TABLE b(x, y)"),
                                        declared,
                                        ComparisonOptions.usual()))
                .extracting(Difference::code)
                .containsExactly("TABLE_RENAMED", "TABLE_RENAMED");
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(
                                        ParsedSchema.of("CREATE TABLE a(x, y); CREATE TABLE b(z)"),
                                        declared,
                                        ComparisonOptions.usual()))
                .isEmpty();
    }

    @Test
    void whatIsNotDeclaredIsToldAndMarkedAsLeftAlone() {
        List<Difference> differences =
                compare(
                        "CREATE TABLE t(a); CREATE INDEX i ON t(a); CREATE VIEW v AS SELECT 1;"
                                + " CREATE VIRTUAL TABLE f USING fts5(a);"
                                + " CREATE TRIGGER r AFTER DELETE ON t BEGIN SELECT 1; END",
                        "");
        assertThat(differences)
                .hasSize(5)
                .allMatch(difference -> difference.isLeftAlone())
                .allMatch(difference -> difference.declared().isEmpty());
    }

    @Test
    void anOpaqueObjectStandsInTheWayOnlyOfItsName() {
        OpaqueObject opaque = new OpaqueObject("t", "table", "t", "CREATE TABLE t(?)", "odd");
        Schema live =
                new Schema(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(opaque));
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(
                                        live,
                                        declared("CREATE TABLE u(a)", DefinitionHints.none()),
                                        ComparisonOptions.usual()))
                .extracting(Difference::code)
                .containsExactly("OPAQUE_UNDECLARED", "TABLE_MISSING");
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(
                                        live,
                                        declared("CREATE TABLE t(a)", DefinitionHints.none()),
                                        ComparisonOptions.usual()))
                .extracting(Difference::code)
                .containsExactly("OPAQUE_KIND");
    }

    private static List<Difference> compare(String live, String declared) {
        return new SchemaComparator(SqliteDialect.INSTANCE)
                .compare(
                        ParsedSchema.of(live),
                        declared(declared, DefinitionHints.none()),
                        new ComparisonOptions(true));
    }

    private static SchemaDefinition declared(String sql, DefinitionHints hints) {
        return new SchemaDefinition("", ParsedSchema.of(sql), hints, List.of(), "test");
    }

    private static DefinitionHints tableHints(Map<String, String> renames) {
        Map<String, TableHints> tables = new HashMap<>();
        renames.forEach(
                (name, former) -> tables.put(name, new TableHints(Optional.of(former), Map.of())));
        return new DefinitionHints(tables, Map.of());
    }

    private static DefinitionHints columnHints(String table, Map<String, String> renames) {
        Map<String, ColumnHints> columns = new HashMap<>();
        renames.forEach((name, former) ->
                columns.put(
                        name,
                        new ColumnHints(Optional.of(former), Optional.empty(), Optional.empty())));
        return new DefinitionHints(
                Map.of(table, new TableHints(Optional.empty(), columns)), Map.of());
    }
}
