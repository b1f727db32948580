package dev.cairn.database.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.schema.Schema;
import org.junit.jupiter.api.Test;

class MermaidWriterTest {

    @Test
    void tablesAreEntitiesAndForeignKeysLines() {
        assertThat(
                        diagram(
                                """
                                CREATE TABLE people (id INTEGER PRIMARY KEY, mail TEXT UNIQUE);
                                CREATE TABLE notes (
                                  id INTEGER PRIMARY KEY,
                                  author_id INTEGER NOT NULL REFERENCES People,
                                  editor_id INTEGER REFERENCES people (id),
                                  size INTEGER AS (1) STORED
                                );
                                """))
                .isEqualTo(
                        """
                        erDiagram
                            "people" {
                                INTEGER id PK
                                TEXT mail UK
                            }
                            "notes" {
                                INTEGER id PK
                                INTEGER author_id FK
                                INTEGER editor_id FK
                                INTEGER size "generated, stored"
                            }
                            "people" ||..o{ "notes" : "author_id"
                            "people" |o..o{ "notes" : "editor_id"
                        """);
    }

    @Test
    void aKeyThatIsPartOfThePrimaryKeyIdentifies() {
        assertThat(
                        diagram(
                                """
                                CREATE TABLE notes (id INTEGER PRIMARY KEY);
                                CREATE TABLE details (id INTEGER PRIMARY KEY REFERENCES notes);
                                CREATE TABLE tags (
                                  note INTEGER REFERENCES notes, tag TEXT, PRIMARY KEY (note, tag));
                                """))
                .contains("\"notes\" ||--o| \"details\" : \"id\"\n")
                .contains("\"notes\" ||--o{ \"tags\" : \"note\"\n");
    }

    @Test
    void aUniqueReferenceIsToAtMostOne() {
        assertThat(
                        diagram(
                                """
                                CREATE TABLE people (first TEXT, last TEXT, PRIMARY KEY (first, last));
                                CREATE TABLE desks (id INTEGER PRIMARY KEY, first TEXT, last TEXT,
                                  FOREIGN KEY (first, last) REFERENCES people);
                                CREATE UNIQUE INDEX desk_of_person ON desks (last, first);
                                """))
                .contains("\"people\" |o..o| \"desks\" : \"first, last\"\n");
    }

    @Test
    void namesThatMermaidCannotReadAreReplacedAndShown() {
        assertThat(
                        diagram(
                                """
                                CREATE TABLE "to do ""list"" 100%" (
                                  "1st name" VARCHAR(20), pk DECIMAL(10,2), größe UNSIGNED BIG INT, x);
                                """))
                .contains("    \"to do 'list' 100_\" {\n")
                .contains("        VARCHAR(20) _1st_name \"1st name\"\n")
                .contains("        DECIMAL(10_2) pk_ \"pk\"\n")
                .contains("        UNSIGNED_BIG_INT größe\n")
                .contains("        any x\n");
    }

    @Test
    void aFullTextIndexHangsOnItsContent() {
        assertThat(
                        diagram(
                                """
                                CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);
                                CREATE VIRTUAL TABLE found USING fts5(text, content=notes);
                                """))
                .contains("    \"found\" {\n        fts5 text\n    }\n")
                .contains("    \"notes\" ||..o| \"found\" : \"content\"\n");
    }

    private static String diagram(String sql) {
        Schema schema = DefinitionReader.readSql(sql, "test").schema();
        return MermaidWriter.write(schema);
    }
}
