package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.postgres.PostgresServer;
import dev.cairn.database.postgres.PostgresTestDatabase;
import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbered migrations, drift and structured definitions, on a database in PostgreSQL. */
@SuppressWarnings("NullAway.Init") // The database is made before each test.
final class PostgresMigrationsIT {

    @TempDir private Path temporary;

    private PostgresTestDatabase database;
    private Path folder;
    private ProgramRun program;

    @BeforeEach
    void makeDatabase() throws IOException {
        database = PostgresServer.shared().createDatabase();
        folder = temporary.toRealPath();
        Files.createDirectory(folder.resolve("migrations"));
        program = ProgramRun.in(folder);
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private void migration(String name, String sql) throws IOException {
        Files.writeString(folder.resolve("migrations").resolve(name + ".sql"), sql);
    }

    private String run(int exitCode, String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--database";
        all[arguments.length + 1] =
                "postgres://postgres@127.0.0.1:%d/%s?sslmode=disable"
                        .formatted(database.server().port(), database.name());
        assertThat(program.run(all)).as(program.output() + program.error()).isEqualTo(exitCode);
        return program.output();
    }

    @Test
    void migrationsGoUpAndDownAndOneThatMustRunsOutsideOfATransaction() throws IOException {
        migration("V001__notes.up", "CREATE TABLE note(id int PRIMARY KEY, text text);\n");
        migration("V001__notes.down", "DROP TABLE note;\n");
        migration("V002__index.up", "CREATE INDEX CONCURRENTLY note_text ON note(text);\n");
        migration("V002__index.down", "DROP INDEX CONCURRENTLY note_text;\n");

        assertThat(run(0, "migrate", "up", "--dry-run")).contains("V001", "V002");
        assertThat(run(0, "migrate", "status")).contains("pending");
        run(0, "migrate", "up", "--no-single-transaction");
        assertThat(run(0, "migrate", "up")).contains("nothing to run; at version 2");
        assertThat(run(0, "migrate", "status")).contains("as the migrations left it");
        assertThat(run(0, "history")).contains("V001", "V002");
        database.execute(
                "SELECT 1 / count(*) FROM pg_index WHERE indexrelid = 'note_text'::regclass");

        assertThat(run(0, "migrate", "down")).contains("2 → 1");
        assertThat(run(0, "migrate", "down")).contains("1 → 0");
        assertThat(run(0, "schema", "inspect")).doesNotContain("note");
    }

    @Test
    void aMixtureAndAFailureLeaveTheDatabaseAsItWas() throws IOException {
        migration(
                "V001__mixture.up",
                "CREATE TABLE note(id int PRIMARY KEY);\nCREATE INDEX CONCURRENTLY n ON note(id);\n");
        run(3, "migrate", "up");
        assertThat(program.error()).contains("V001", "CONCURRENTLY");

        migration("V001__mixture.up", "CREATE TABLE note(id int PRIMARY KEY);\n");
        migration("V002__wrong.up", "INSERT INTO note VALUES (1);\nINSERT INTO note VALUES (1);\n");
        run(1, "migrate", "up");
        assertThat(program.error()).contains("V002", "duplicate key");
        assertThat(run(0, "schema", "inspect")).doesNotContain("note");

        migration("V002__wrong.up", "BEGIN;\n");
        run(3, "migrate", "up");
        assertThat(program.error()).contains("must not begin or end");
        migration("V002__wrong.up", "DROP DATABASE postgres;\n");
        run(3, "migrate", "up");
        assertThat(program.error()).contains("not the server");
    }

    @Test
    void aChangeByHandIsDriftAndAnEditedMigrationIsRefused() throws IOException {
        migration("V001__notes.up", "CREATE TABLE note(id int PRIMARY KEY, text text);\n");
        run(0, "migrate", "up");
        database.execute("ALTER TABLE note ADD COLUMN by_hand int");
        assertThat(run(0, "migrate", "status"))
                .contains("not as the migrations left it", "by_hand");

        migration("V001__notes.up", "CREATE TABLE note(id int PRIMARY KEY, body text);\n");
        assertThat(run(1, "migrate", "validate")).contains("problem: ");
        run(3, "migrate", "up");
    }

    @Test
    void aMigrationIsWrittenFromADifferenceAndLeadsBack() throws IOException {
        migration("V001__notes.up", "CREATE TABLE note(id int PRIMARY KEY, text text);\n");
        run(0, "migrate", "up");
        Files.writeString(
                folder.resolve("schema.sql"),
                """
                CREATE TABLE note(id int PRIMARY KEY, text text, tag text DEFAULT 'x' NOT NULL);
                CREATE INDEX note_tag ON note(tag);
                """);
        run(0, "migrate", "new", "add_tag", "--from-diff", "schema.sql");
        assertThat(Files.readString(folder.resolve("migrations/V002__add_tag.up.sql")))
                .contains("ADD COLUMN", "CREATE INDEX");
        run(0, "migrate", "up");
        assertThat(run(0, "schema", "diff", "--check", "--schema", "schema.sql")).isNotEmpty();
        run(0, "migrate", "down");
        assertThat(run(4, "schema", "diff", "--check", "--schema", "schema.sql")).contains("tag");
    }

    @Test
    void aStructuredDefinitionHasAnEngineSection() throws IOException {
        Files.writeString(
                folder.resolve("schema.yaml"),
                """
                tables:
                  note:
                    columns:
                      - {name: id, type: integer, primary_key: true}
                      - {name: mood, type: mood, not_null: true}
                engine:
                  before:
                    - CREATE TYPE mood AS ENUM ('sad', 'glad')
                  after:
                    - CREATE VIEW glad AS SELECT id FROM note WHERE mood = 'glad'
                """);
        run(0, "schema", "sync", "--schema", "schema.yaml");
        assertThat(run(0, "schema", "inspect")).contains("CREATE TYPE", "glad");
        assertThat(run(0, "schema", "sync", "--schema", "schema.yaml")).contains("is up to date");
        run(0, "schema", "lint", "--schema", "schema.yaml");
    }
}
