package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateCommandsTest {

    @TempDir private Path folder;
    private ProgramRun program;

    @BeforeEach
    void oneMigration() throws IOException {
        program = ProgramRun.in(folder);
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        Files.writeString(
                migrations.resolve("V001__notes.up.sql"),
                "CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT);\n");
        Files.writeString(migrations.resolve("V001__notes.down.sql"), "DROP TABLE note;\n");
    }

    @Test
    void migrationsGoUpAndDown() {
        assertThat(program.run("migrate", "up", "--database", "app.db", "--create"))
                .as(program.error())
                .isZero();
        assertThat(program.output()).contains("up V001 ").contains("app.db: migrated 0 → 1");

        assertThat(program.run("migrate", "up", "--database", "app.db")).isZero();
        assertThat(program.output()).contains("app.db: nothing to run; at version 1");

        assertThat(program.run("migrate", "status", "--database", "app.db")).isZero();
        assertThat(program.output())
                .contains("applied")
                .contains("app.db: at version 1; the structure is as the migrations left it");

        assertThat(program.run("migrate", "down", "--database", "app.db")).isZero();
        assertThat(program.output()).contains("app.db: migrated 1 → 0");
    }

    @Test
    void aMigrationThatWasEditedIsFoundAndRefused() throws IOException {
        program.run("migrate", "up", "--database", "app.db", "--create");
        Files.writeString(
                folder.resolve("migrations/V001__notes.up.sql"),
                "CREATE TABLE note(id INTEGER PRIMARY KEY, body TEXT);\n");

        assertThat(program.run("migrate", "validate", "--database", "app.db"))
                .isEqualTo(ExitCode.FAILED.number());
        assertThat(program.output()).contains("problem: ").contains("1 problem");
        assertThat(program.run("migrate", "up", "--database", "app.db"))
                .isEqualTo(ExitCode.REFUSED.number());
    }

    @Test
    void aNewMigrationIsWrittenFromADifference() throws IOException {
        program.run("migrate", "up", "--database", "app.db", "--create");
        Files.writeString(
                folder.resolve("schema.sql"),
                "CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT, tag TEXT);\n");

        assertThat(
                        program.run(
                                "migrate",
                                "new",
                                "add_tag",
                                "--database",
                                "app.db",
                                "--from-diff",
                                "schema.sql"))
                .as(program.error())
                .isZero();

        assertThat(Files.readString(folder.resolve("migrations/V002__add_tag.up.sql")))
                .contains("ALTER TABLE");
        assertThat(program.run("migrate", "up", "--database", "app.db"))
                .as(program.error())
                .isZero();
    }
}
