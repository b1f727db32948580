package dev.cairn.database.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.schema.Column;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Difference;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.VersionMigration;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.sqlite.SqliteDialect;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionReaderTest {

    @Test
    void theStructuredFormIsReadToTheLetter() {
        SchemaDefinition definition =
                DefinitionReader.readJson(resource("code-analysis-1.0.0.json"), "fixture");
        Schema schema = definition.schema();

        assertThat(definition.version()).isEqualTo("1.0.0");
        assertThat(schema.tables())
                .extracting(Table::name)
                .containsExactly("projects", "datasets", "files", "code_content", "db_settings");
        Table projects = schema.table("projects").orElseThrow();
        assertThat(projects.uniqueConstraints()).hasSize(1);
        assertThat(projects.column("created_at").flatMap(Column::defaultExpression))
                .contains("julianday('now')");
        Table files = schema.table("files").orElseThrow();
        assertThat(SqliteTable.rowidAlias(files)).map(Column::name).contains("id");
        assertThat(files.primaryKey().orElseThrow().autoincrement()).isTrue();
        assertThat(files.column("deleted").flatMap(Column::defaultExpression)).contains("0");
        assertThat(files.foreignKeys())
                .extracting(ForeignKey::onDelete)
                .containsExactly(ForeignKey.Action.CASCADE, ForeignKey.Action.CASCADE);
        assertThat(schema.index("idx_files_deleted").orElseThrow().where()).contains("deleted = 1");
        assertThat(schema.virtualTable("code_content_fts").orElseThrow().arguments())
                .containsExactly(
                        "entity_type",
                        "entity_name",
                        "content",
                        "docstring",
                        "content_rowid='rowid'",
                        "content='code_content'");
    }

    @Test
    void theSameInSqlMeansTheSame() {
        SchemaDefinition json =
                DefinitionReader.readJson(resource("code-analysis-1.0.0.json"), "fixture");
        SchemaDefinition sql =
                DefinitionReader.readSql(resource("code-analysis-1.0.0.sql"), "fixture");

        assertThat(differences(sql.schema(), json)).isEmpty();
        assertThat(differences(json.schema(), sql)).isEmpty();
        assertThat(sql.version()).isEqualTo("1.0.0");
    }

    @Test
    void yamlTakesEveryExtension() {
        SchemaDefinition definition =
                DefinitionReader.readYaml(resource("everything.yaml"), "everything.yaml");
        SchemaDefinition sql =
                DefinitionReader.readSql(resource("everything.sql"), "everything.sql");

        assertThat(differences(definition.schema(), sql)).isEmpty();
        assertThat(differences(sql.schema(), definition)).isEmpty();
        assertThat(definition.hints()).isEqualTo(sql.hints());
        assertThat(definition.hints().table("orders").renamedFrom()).contains("sales");
        assertThat(definition.hints().table("orders").column("amount").using())
                .contains("CAST(amount AS REAL)");
        assertThat(definition.migrations())
                .extracting(VersionMigration::phase)
                .containsExactly(
                        VersionMigration.Phase.AFTER,
                        VersionMigration.Phase.BEFORE,
                        VersionMigration.Phase.AFTER);
    }

    @Test
    void aFolderOfSqlFilesIsReadInTheOrderOfNames(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("02_index.sql"), "CREATE INDEX i ON t(a);");
        Files.writeString(folder.resolve("01_table.sql"), "CREATE TABLE t(a); CREATE TABLE u(b);");
        Files.writeString(folder.resolve("00_version.sql"), "-- cairn: version=3.1");
        Files.writeString(folder.resolve("notes.txt"), "no SQL");

        SchemaDefinition definition = DefinitionReader.read(folder);
        Schema schema = definition.schema();

        assertThat(definition.version()).isEqualTo("3.1");

        assertThat(schema.tables()).extracting(SchemaObject::name).containsExactly("t", "u");
        assertThat(schema.indexes()).extracting(SchemaObject::name).containsExactly("i");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"tabels\": {}} | d.json:1: tabels: unknown key 'tabels'",
                "{\"tables\": {\"t\": {\"columns\": [{\"name\": \"a\", \"typ\": \"X\"}]}}}"
                        + " | d.json:1: tables.t.columns[0].typ: unknown key 'typ'",
                "{\"tables\": {\"t\": {\"columns\": [{\"name\": \"a\"}, {\"name\": \"A\"}]}}}"
                        + " | d.json:1: tables.t: the column 'A' is declared twice",
                "{\"tables\": {\"t\": {\"columns\": [{\"name\": \"a\"}], \"foreign_keys\":"
                        + " [{\"columns\": [\"b\"], \"references_table\": \"t\"}]}}}"
                        + " | the table 't' has no column 'b'",
                "{\"tables\": {\"t\": {\"columns\": [{\"name\": \"a\","
                        + " \"default\": \"1); DROP TABLE x; --\"}]}}}"
                        + " | d.json:1: tables.t.columns[0].default: '1); DROP TABLE x; --' is not one",
                "{\"tables\": {\"t\": {\"columns\": [{\"name\": \"a\","
                        + " \"type\": \"TEXT, evil INT\"}]}}}"
                        + " | tables.t.columns[0].type: 'TEXT, evil INT' is not a type",
                "{\"tables\": {\"t\": {\"columns\": [{\"name\": \"a\","
                        + " \"type\": \"TEXT DEFAULT 5\"}]}}}"
                        + " | 'TEXT DEFAULT 5' is not a type",
                "{\"tables\": {\"t\": {\"columns\": [{\"name\": \"a\", \"name\": \"b\"}]}}}"
                        + " | the key 'name' stands twice in one object",
                "{\"version\": 1} | d.json:1: version:",
                "{\"tables\": {\"t\": {\"columns\": []}}} | d.json:1: tables.t.columns:",
                "{\"indexes\": [{\"name\": \"i\", \"table\": \"t\", \"columns\": [\"a\"]}]}"
                        + " | an index refers to 't', which is no declared table",
                "{\"views\": [{\"name\": \"v\", \"sql\": \"SELECT 1; DROP TABLE t\"}]}"
                        + " | 'sql' must be one statement and is 2",
                "{\"views\": [{\"name\": \"v\", \"sql\": \"CREATE TABLE v(a)\"}]}"
                        + " | 'sql' must create the view 'v'",
                "{\"tables\": | d.json:1: not JSON",
                "{} {} | one document is expected",
            })
    void whatIsWrongInJsonIsNamed(String json, String message) {
        assertThatThrownBy(() -> DefinitionReader.readJson(json, "d.json"))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        e -> assertThat(e.code()).isEqualTo(DatabaseErrorCode.INVALID_DEFINITION))
                .hasMessageContaining(message);
    }

    @Test
    void allProblemsAreToldTogetherWithTheirLines() {
        String json =
                """
                {"tables": {
                  "t": {"columns": [
                    {"name": "a", "colour": "red"},
                    {"name": "b", "type": 5}]}}}
                """;
        DatabaseException error =
                catchThrowableOfType(
                        DatabaseException.class, () -> DefinitionReader.readJson(json, "d.json"));
        assertThat(error.details()).hasSize(2);
        assertThat(error.details())
                .anyMatch(line -> line.startsWith("d.json:3: tables.t.columns[0].colour: unknown"))
                .anyMatch(line -> line.startsWith("d.json:4: tables.t.columns[1].type:"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CREATE TABLE t(a); INSERT INTO t VALUES (1) | d.sql:1: a definition takes CREATE",
                "CREATE TEMP TABLE t(a) | a definition takes CREATE",
                "CREATE TABLE t(a, a) | d.sql:1: duplicate column name: a",
                "CREATE TABLE t AS SELECT 1 | d.sql:1: a table is declared by its columns",
                "CREATE TABLE IF NOT EXISTS t AS SELECT (1) | a table is declared by its columns",
                "CREATE TABLE t(a DEFAULT nosuch(1)) | d.sql:1: near \"(\": syntax error",
                "CREATE TABLE t(a 'x) | d.sql:1: line 1, column 18: the quote ' is not closed",
                "CREATE TABLE t(a); -- cairn: renamed_form=b | unknown hint 'renamed_form' at 't'",
                "CREATE VIEW v AS SELECT 1; -- cairn: renamed_from=w"
                        + " | a hint is about a table or a column, not about 'v'",
                "CREATE TABLE t(a /* cairn: colour=red */) | unknown hint 'colour' at a column",
            })
    void whatIsWrongInSqlIsNamed(String sql, String message) {
        assertThatThrownBy(() -> DefinitionReader.readSql(sql, "d.sql"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aHintBehindTheLastStatementIsAboutNothing() {
        String sql = "CREATE TABLE t(a);\n-- cairn: renamed_from=w\n";
        assertThatThrownBy(() -> DefinitionReader.readSql(sql, "d.sql"))
                .hasMessage("d.sql:2: the hint is about nothing");
    }

    @Test
    void whatAProgramAddsToItsSqliteIsTakenAsWritten() {
        Schema schema =
                DefinitionReader.readSql(
                                """
                                CREATE TABLE t(a TEXT COLLATE icu_german, b TEXT);
                                CREATE INDEX i ON t(b COLLATE localized);
                                CREATE VIRTUAL TABLE v USING unheard_of(x, y = 'z');
                                CREATE VIRTUAL TABLE w USING fts3(a, tokenize=mozporter);
                                """,
                                "d.sql")
                        .schema();

        assertThat(schema.table("t").orElseThrow().columns().getFirst().collation())
                .contains("icu_german");
        assertThat(schema.index("i").orElseThrow().columns().getFirst().collation())
                .contains("localized");
        assertThat(schema.virtualTable("v").orElseThrow().arguments())
                .containsExactly("x", "y = 'z'");
        assertThat(schema.virtualTable("w").orElseThrow().module()).isEqualTo("fts3");
    }

    @Test
    void yamlAliasesAreRefused() {
        assertThatThrownBy(() ->
                        DefinitionReader.readYaml("version: &v '1'\ndescription: *v\n", "d.yaml"))
                .hasMessageContaining("d.yaml:2: aliases are not supported");
    }

    @Test
    void whatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
        Path latin = folder.resolve("latin.sql");
        Files.write(latin, new byte[] {'-', '-', (byte) 0xe4});
        assertThatThrownBy(() -> DefinitionReader.read(latin)).hasMessageContaining("is not UTF-8");
        assertThatThrownBy(() -> DefinitionReader.read(folder.resolve("none.json")))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> DefinitionReader.read(Files.createFile(folder.resolve("a.txt"))))
                .hasMessageContaining("must end in");
    }

    private static List<Difference> differences(Schema live, SchemaDefinition declared) {
        SchemaDefinition withoutHints =
                new SchemaDefinition("", declared.schema(), DefinitionHints.none(), List.of(), "");
        return new SchemaComparator(SqliteDialect.INSTANCE)
                .compare(live, withoutHints, new ComparisonOptions(true));
    }

    static String resource(String name) {
        try (InputStream stream = DefinitionReaderTest.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
