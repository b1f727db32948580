package dev.cairn.database.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.sqlite.SqliteDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // The fixture is set before each test.
class MigrationWriterTest {

    private static final MigrationOptions USUAL = MigrationOptions.withoutBackup();

    private static final String BEFORE =
            """
            CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT, age TEXT);
            CREATE TABLE notes(id INTEGER PRIMARY KEY, person REFERENCES people, text);
            CREATE TABLE old(x);
            CREATE INDEX notes_person ON notes(person);
            CREATE VIEW names AS SELECT name FROM people;
            CREATE TRIGGER tr AFTER INSERT ON people BEGIN
                INSERT INTO notes(person, text) VALUES (new.id, 'new; and noted');
            END;
            INSERT INTO people(id, name, age) VALUES (1, 'Ada', '36'), (2, 'Grace', '85');
            INSERT INTO old VALUES (1), (2), (3);
            """;

    @TempDir Path root;
    private MigrationFixture fixture;

    @BeforeEach
    void open() {
        fixture = new MigrationFixture(root);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aNewMigrationGetsTheNextNumberAndBothFiles() throws IOException {
        fixture.write("V0007__seven.up.sql", "CREATE TABLE seven(x)");

        MigrationFiles files = fixture.manager().create("add_tags");

        assertThat(files.version()).isEqualTo(8);
        assertThat(files.up()).hasFileName("V0008__add_tags.up.sql");
        assertThat(files.down()).hasFileName("V0008__add_tags.down.sql");
        assertThat(Files.readString(files.up())).startsWith("-- add tags\n");
        assertThat(Files.readString(files.down())).startsWith("-- undo: add tags\n");
    }

    /** A file with a longer number would not be read as a migration. */
    @Test
    void noMigrationIsNumberedAfterTheHighestVersion() {
        fixture.write("V999999999999999999__last.up.sql", "CREATE TABLE last(x)");

        assertThatThrownBy(() -> fixture.manager().create("one_more"))
                .hasMessageContaining("999999999999999999")
                .hasMessageContaining("at most 18 digits");
        assertThat(fixture.folder).isDirectoryNotContaining("glob:**one_more*");
    }

    @Test
    void theFirstMigrationMakesTheFolder() throws IOException {
        Files.delete(fixture.folder);

        assertThat(fixture.manager().create("first").up()).hasFileName("V001__first.up.sql");
    }

    @Test
    void theNumberIsAlsoNewToTheRecord() throws IOException {
        fixture.write("V001__one.up.sql", "CREATE TABLE one(x)");
        fixture.manager().up(USUAL);
        Files.delete(fixture.folder.resolve("V001__one.up.sql"));

        assertThat(fixture.manager().create("two").version()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "a b", "a.up.sql", "ä"})
    void aNameThatWouldBeNoFileNameIsRefused(String name) {
        assertThatThrownBy(() -> fixture.manager().create(name))
                .hasMessageContaining("cannot call a migration '" + name + "'");
    }

    @Test
    void aFileInTheWayIsNotOverwritten() throws IOException {
        Files.createSymbolicLink(
                fixture.folder.resolve("V001__x.down.sql"), root.resolve("elsewhere"));

        assertThatThrownBy(() -> fixture.manager().create("x")).hasMessageContaining("V001__x");
        assertThat(root.resolve("elsewhere")).doesNotExist();
    }

    private void before() {
        fixture.write("V001__before.up.sql", BEFORE);
        fixture.manager().up(USUAL);
    }

    private void assertSchema(Schema expected) {
        SchemaDefinition declared =
                new SchemaDefinition("", expected, DefinitionHints.none(), List.of(), "test");
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(
                                        fixture.driver().inspectSchema(),
                                        declared,
                                        ComparisonOptions.usual()))
                .isEmpty();
    }

    @Test
    void aMigrationFromADifferenceGoesThereAndBack() {
        before();
        Schema live = fixture.driver().inspectSchema();
        SchemaDefinition declared =
                DefinitionReader.readSql(
                        """
                        CREATE TABLE people(id INTEGER PRIMARY KEY, name TEXT, age TEXT, mail TEXT);
                        CREATE TABLE notes(
                            id INTEGER PRIMARY KEY,
                            person NOT NULL REFERENCES people ON DELETE CASCADE,
                            text);
                        CREATE TABLE old(x);
                        CREATE TABLE tags(note INTEGER REFERENCES notes, tag TEXT NOT NULL);
                        CREATE INDEX tags_note ON tags(note);
                        CREATE VIEW names AS SELECT name, mail FROM people;
                        CREATE TRIGGER tr AFTER INSERT ON people BEGIN
                            INSERT INTO notes(person, text) VALUES (new.id, 'new; and noted');
                        END;
                        """,
                        "schema.sql");

        MigrationFiles files = fixture.manager().createFromDifference("tags", declared);
        assertThat(files.warnings()).isEmpty();
        fixture.manager().up(USUAL);

        assertSchema(declared.schema());
        assertThat(fixture.rows("SELECT name, age, mail FROM people ORDER BY id"))
                .containsExactly("Ada|36|null", "Grace|85|null");
        assertThat(fixture.rows("SELECT person, text FROM notes ORDER BY id"))
                .containsExactly("1|new; and noted", "2|new; and noted");
        fixture.manager().down(USUAL);
        assertSchema(live);
        assertThat(fixture.rows("SELECT name, age FROM people ORDER BY id"))
                .containsExactly("Ada|36", "Grace|85");
    }

    @Test
    void whatTheWayBackCannotRestoreIsNamed() throws IOException {
        before();
        Schema live = fixture.driver().inspectSchema();
        SchemaDefinition declared =
                DefinitionReader.readSql(
                        BEFORE.lines()
                                .filter(line -> !line.startsWith("INSERT"))
                                .filter(line -> !line.contains("TABLE old"))
                                .map(line -> line.replace(", age TEXT", ""))
                                .collect(Collectors.joining("\n")),
                        "schema.sql");

        MigrationFiles files = fixture.manager().createFromDifference("leaner", declared);

        assertThat(files.warnings())
                .anyMatch(line -> line.contains("drops 3 rows of 'old'"))
                .anyMatch(line -> line.contains("drops the values of 'people.age'"));
        assertThat(Files.readString(files.down()))
                .contains(
                        "-- The way back cannot restore what the way forward drops 3 rows of 'old'");
        fixture.manager().up(USUAL);
        assertSchema(declared.schema());
        fixture.manager().down(USUAL);
        assertSchema(live);
        assertThat(fixture.rows("SELECT name, age FROM people"))
                .containsExactly("Ada|null", "Grace|null");
        assertThat(fixture.rows("SELECT * FROM old")).isEmpty();
    }

    @Test
    void rowsThatForbidTheChangeAreFoundByTheMigrationItself() {
        before();
        SchemaDefinition declared =
                DefinitionReader.readSql(
                        BEFORE.lines()
                                .filter(line -> !line.startsWith("INSERT"))
                                .map(line -> line.replace("age TEXT", "age INTEGER"))
                                .collect(Collectors.joining("\n")),
                        "schema.sql");
        fixture.manager().createFromDifference("ages", declared);
        fixture.driver().execute("UPDATE people SET age = '007' WHERE id = 1");

        assertThatThrownBy(() -> fixture.manager().up(USUAL))
                .hasMessageContaining("V002__ages.up.sql")
                .hasMessageContaining("CHECK constraint failed")
                .hasMessageContaining("people.age");
        assertThat(fixture.rows("SELECT age FROM people ORDER BY id")).containsExactly("007", "85");

        fixture.driver().execute("UPDATE people SET age = '7' WHERE id = 1");
        fixture.manager().up(USUAL);
        assertSchema(declared.schema());
        assertThat(fixture.rows("SELECT typeof(age), age FROM people ORDER BY id"))
                .containsExactly("integer|7", "integer|85");
    }

    @Test
    void aRenameGoesThereAndBackWithItsRows() {
        before();
        Schema live = fixture.driver().inspectSchema();
        SchemaDefinition declared =
                DefinitionReader.readSql(
                        """
                        CREATE TABLE persons( -- cairn: renamed_from=people
                            id INTEGER PRIMARY KEY,
                            full_name TEXT, -- cairn: renamed_from=name
                            age TEXT);
                        CREATE TABLE notes(id INTEGER PRIMARY KEY, person REFERENCES persons, text);
                        CREATE TABLE old(x);
                        CREATE INDEX notes_person ON notes(person);
                        CREATE VIEW names AS SELECT full_name FROM persons;
                        CREATE TRIGGER tr AFTER INSERT ON persons BEGIN
                            INSERT INTO notes(person, text) VALUES (new.id, 'new; and noted');
                        END;
                        """,
                        "schema.sql");

        fixture.manager().createFromDifference("rename", declared);
        fixture.manager().up(USUAL);
        assertThat(fixture.rows("SELECT full_name FROM persons ORDER BY id"))
                .containsExactly("Ada", "Grace");
        fixture.manager().down(USUAL);
        assertSchema(live);
        assertThat(fixture.rows("SELECT name FROM people ORDER BY id"))
                .containsExactly("Ada", "Grace");
    }

    @Test
    void aRenameThatLosesAColumnGoesBackByAComparisonTheOtherWay() {
        before();
        Schema live = fixture.driver().inspectSchema();
        SchemaDefinition declared =
                DefinitionReader.readSql(
                        """
                        CREATE TABLE persons( -- cairn: renamed_from=people
                            id INTEGER PRIMARY KEY,
                            full_name TEXT -- cairn: renamed_from=name
                        );
                        CREATE TABLE notes(id INTEGER PRIMARY KEY, person REFERENCES persons, text);
                        CREATE TABLE old(x);
                        CREATE INDEX notes_person ON notes(person);
                        CREATE VIEW names AS SELECT full_name FROM persons;
                        CREATE TRIGGER tr AFTER INSERT ON persons BEGIN
                            INSERT INTO notes(person, text) VALUES (new.id, 'new; and noted');
                        END;
                        """,
                        "schema.sql");

        MigrationFiles files = fixture.manager().createFromDifference("rename", declared);
        assertThat(files.warnings()).singleElement().asString().contains("age");
        fixture.manager().up(USUAL);
        assertSchema(declared.schema());
        fixture.manager().down(USUAL);

        assertSchema(live);
        assertThat(fixture.rows("SELECT id, name, age FROM people ORDER BY id"))
                .containsExactly("1|Ada|null", "2|Grace|null");
    }

    @Test
    void aWayBackThatTheRowsForbidIsRefusedByTheFileItself() {
        fixture.write(
                "V001__t.up.sql",
                "CREATE TABLE t(id INTEGER PRIMARY KEY, must TEXT NOT NULL);"
                        + " INSERT INTO t VALUES (1, 'x')");
        fixture.manager().up(USUAL);
        SchemaDefinition declared =
                DefinitionReader.readSql("CREATE TABLE t(id INTEGER PRIMARY KEY)", "schema.sql");

        fixture.manager().createFromDifference("less", declared);
        fixture.manager().up(USUAL);

        assertThatThrownBy(() -> fixture.manager().down(USUAL))
                .hasMessageContaining("V002__less.down.sql")
                .hasMessageContaining("make t.must NOT NULL: rows hold NULL");
        fixture.driver().execute("DELETE FROM t");
        assertThat(fixture.manager().down(USUAL).toVersion()).isEqualTo(1);
    }

    @Test
    void aWayBackThatNoPlanCanServeIsLeftToAPersonAndNotRun() throws IOException {
        fixture.write(
                "V001__f.up.sql",
                "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b); INSERT INTO t VALUES (1, 'x', 'y');"
                        + "CREATE VIRTUAL TABLE f USING fts5(a, content='');"
                        + " INSERT INTO f(rowid, a) SELECT id, a FROM t");
        fixture.manager().up(USUAL);
        SchemaDefinition declared =
                DefinitionReader.readSql(
                        """
                        CREATE TABLE t(id INTEGER PRIMARY KEY, a, b);
                        -- cairn: source=SELECT id, a, b FROM t
                        CREATE VIRTUAL TABLE f USING fts5(a, b, content='');
                        """,
                        "schema.sql");

        MigrationFiles files = fixture.manager().createFromDifference("wider", declared);
        fixture.manager().up(USUAL);

        assertThat(fixture.rows("SELECT count(*) FROM f('b : y')")).containsExactly("1");
        assertThat(Files.readString(files.down())).contains("To be written by hand: 'f'");
        assertThatThrownBy(() -> fixture.manager().down(USUAL))
                .hasMessageContaining("V002__wider.down.sql holds no statement");
    }

    @Test
    void aDifferenceThatNoStatementCanServeIsRefused() {
        fixture.write(
                "V001__f.up.sql",
                "CREATE VIRTUAL TABLE f USING fts5(a, content='');"
                        + " INSERT INTO f(rowid, a) VALUES (1, 'x')");
        fixture.manager().up(USUAL);
        SchemaDefinition declared =
                DefinitionReader.readSql(
                        "CREATE VIRTUAL TABLE f USING fts5(a, b, content='')", "schema.sql");

        assertThatThrownBy(() -> fixture.manager().createFromDifference("wider", declared))
                .hasMessageContaining("no migration can be written: 'f'");
        assertThat(fixture.folder.resolve("V002__wider.up.sql")).doesNotExist();
    }

    @Test
    void withoutADifferenceThereIsNothingToWrite() {
        before();
        SchemaDefinition declared =
                new SchemaDefinition(
                        "",
                        fixture.driver().inspectSchema(),
                        DefinitionHints.none(),
                        List.of(),
                        "same");

        assertThatThrownBy(() -> fixture.manager().createFromDifference("none", declared))
                .hasMessageContaining("there is nothing to migrate");
        assertThat(fixture.folder.resolve("V002__none.up.sql")).doesNotExist();
    }

    @Test
    void aComparisonWithAHalfMigratedDatabaseIsRefused() {
        before();
        fixture.write("V002__pending.up.sql", "CREATE TABLE pending(x)");
        SchemaDefinition declared = DefinitionReader.readSql("CREATE TABLE t(x)", "schema.sql");

        assertThatThrownBy(() -> fixture.manager().createFromDifference("next", declared))
                .hasMessageContaining("V002__pending has not run");
    }
}
