package dev.cairn.database.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseException;
import dev.cairn.schema.EngineOptions;
import dev.cairn.schema.ForeignKey.Action;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.build.SchemaBuilder;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.sqlite.SqliteDialect;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltDefinitionTest {

    @Test
    void whatIsBuiltInJavaMeansTheSameAsInSql() {
        SchemaDefinition built =
                DefinitionReader.readBack(
                        SchemaBuilder.version("1.0.0")
                                .table(
                                        "users",
                                        table ->
                                                table.column(
                                                                "id",
                                                                "INTEGER",
                                                                c -> c.autoincrement())
                                                        .column(
                                                                "name",
                                                                "TEXT",
                                                                c ->
                                                                        c.notNull()
                                                                                .unique()
                                                                                .collate("NOCASE")
                                                                                .renamedFrom(
                                                                                        "nick"))
                                                        .column(
                                                                "upper",
                                                                "TEXT",
                                                                c -> c.storedAs("upper(name)"))
                                                        .options(
                                                                new EngineOptions.Sqlite(
                                                                        true, false)))
                                .table(
                                        "notes",
                                        table ->
                                                table.column(
                                                                "owner",
                                                                "INTEGER",
                                                                c ->
                                                                        c.references(
                                                                                "users",
                                                                                Action.CASCADE))
                                                        .column(
                                                                "nr",
                                                                "INT",
                                                                c -> c.defaultValue("1"))
                                                        .column("text", "TEXT")
                                                        .primaryKey("owner", "nr")
                                                        .check("short", "length(text) < 100")
                                                        .options(
                                                                new EngineOptions.Sqlite(
                                                                        false, true)))
                                .index("by_text", "notes", "text")
                                .virtualTable("words", "fts5", "text", "content=''")
                                .filledFrom("words", "SELECT nr, text FROM notes")
                                .view("texts", "SELECT text FROM notes")
                                .trigger(
                                        "keep",
                                        "users",
                                        "CREATE TRIGGER keep BEFORE DELETE ON users BEGIN"
                                                + " SELECT RAISE(IGNORE); END")
                                .build());
        SchemaDefinition sql =
                DefinitionReader.readSql(
                        """
                        -- cairn: version=1.0.0
                        CREATE TABLE users (
                          id INTEGER PRIMARY KEY AUTOINCREMENT,
                          name TEXT NOT NULL UNIQUE COLLATE NOCASE, -- cairn: renamed_from=nick
                          upper TEXT AS (upper(name)) STORED
                        ) STRICT;
                        CREATE TABLE notes (
                          owner INTEGER REFERENCES users ON DELETE CASCADE, nr INT DEFAULT 1, text TEXT,
                          PRIMARY KEY (owner, nr), CONSTRAINT short CHECK (length(text) < 100)
                        ) WITHOUT ROWID;
                        CREATE INDEX by_text ON notes(text);
                        -- cairn: source=SELECT nr, text FROM notes
                        CREATE VIRTUAL TABLE words USING fts5(text, content='');
                        CREATE VIEW texts AS SELECT text FROM notes;
                        CREATE TRIGGER keep BEFORE DELETE ON users BEGIN SELECT RAISE(IGNORE); END;
                        """,
                        "notes.sql");

        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(
                                        built.schema(),
                                        SchemaDefinition.of(sql.schema(), "sql"),
                                        new ComparisonOptions(true)))
                .isEmpty();
        assertThat(built.hints().table("users").column("name"))
                .isEqualTo(sql.hints().table("users").column("name"));
        assertThat(built.hints().virtualTables()).isEqualTo(sql.hints().virtualTables());
    }

    @Test
    void whatSqliteRefusesIsNamed() {
        SchemaDefinition built =
                SchemaBuilder.version("1")
                        .table("t", table -> table.column("a", "TEXT").check("nosuch > 1"))
                        .build();
        assertThatThrownBy(() -> DefinitionReader.readBack(built))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("Java: t")
                .hasMessageContaining("nosuch");
        assertThatThrownBy(() ->
                        SchemaBuilder.version("1")
                                .table(
                                        "t",
                                        table ->
                                                table.column("a", "TEXT")
                                                        .foreignKey(
                                                                List.of("b"), "t", Action.CASCADE))
                                .trigger("x", "t", "CREATE TABLE x(a)"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
