package dev.cairn.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.database.CodeDatabase;
import dev.cairn.server.program.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BackupCommandsTest {

    @TempDir private Path folder;
    private ProgramRun program;

    @BeforeEach
    void aDatabaseWithTwoRows() {
        program = ProgramRun.in(folder);
        try (CodeDatabase database = CodeDatabase.open(TestDatabase.in(folder))) {
            database.driver().execute("CREATE TABLE note(id INTEGER PRIMARY KEY, text TEXT)");
            database.driver().execute("INSERT INTO note(text) VALUES ('one'), ('two')");
        }
    }

    @Test
    void aBackupIsMadeListedCheckedAndRestored() {
        assertThat(program.run("backup", "create", "--database", "app.db", "--comment", "safe"))
                .isZero();
        assertThat(program.output()).contains("2 rows  safe");
        String id = onlyBackup();
        change("DELETE FROM note");

        assertThat(program.run("backup", "verify", id.substring(0, 8), "--database", "app.db"))
                .isZero();
        assertThat(program.output()).contains("the backup is sound");
        assertThat(program.run("backup", "restore", id, "--database", "app.db"))
                .as(program.error())
                .isZero();

        assertThat(notes()).isEqualTo(2L);
        assertThat(program.run("history", "--database", "app.db", "--verify")).isZero();
        assertThat(program.output()).contains("restore").contains("the chain of entries is whole");
    }

    @Test
    void aDamagedDatabaseIsReplacedByItsBackup() throws IOException {
        program.run("backup", "create", "--database", "app.db");
        String id = onlyBackup();
        Files.writeString(folder.resolve("app.db"), "damaged beyond repair ".repeat(300));

        assertThat(program.run("backup", "restore", id, "--database", "app.db"))
                .as(program.error())
                .isZero();

        assertThat(notes()).isEqualTo(2L);
    }

    @Test
    void aPersonIsAskedBeforeADatabaseIsReplaced() {
        program.run("backup", "create", "--database", "app.db");
        String id = onlyBackup();
        change("DELETE FROM note");

        ProgramRun no = ProgramRun.atTerminal(folder, "no");
        assertThat(no.run("backup", "restore", id, "--database", "app.db"))
                .isEqualTo(ExitCode.REFUSED.number());
        assertThat(no.error()).contains("Replace 'app.db' by the backup of").contains("(2 rows)?");
        assertThat(notes()).isEqualTo(0L);

        ProgramRun yes = ProgramRun.atTerminal(folder, "yes");
        assertThat(yes.run("backup", "restore", id, "--database", "app.db")).isZero();
        assertThat(notes()).isEqualTo(2L);
    }

    @Test
    void aDatabaseThatIsGoneIsRestored() throws IOException {
        program.run("backup", "create", "--database", "app.db");
        String id = onlyBackup();
        Files.delete(folder.resolve("app.db"));

        assertThat(program.run("backup", "restore", id, "--database", "app.db")).isZero();

        assertThat(notes()).isEqualTo(2L);
    }

    @Test
    void aBackupThatWasAlteredIsNotSound() throws IOException {
        program.run("backup", "create", "--database", "app.db");
        program.run("backup", "list", "--database", "app.db", "--json");
        JsonNode manifest = JsonMapper.shared().readTree(program.output()).at("/backups/0");
        Path file = folder.resolve(".cairn/backups").resolve(manifest.at("/file").stringValue());
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);

        assertThat(
                        program.run(
                                "backup",
                                "verify",
                                manifest.at("/id").stringValue(),
                                "--database",
                                "app.db"))
                .isEqualTo(ExitCode.FAILED.number());
        assertThat(program.output()).contains("FAILED");
    }

    @Test
    void pruningNeedsALimitAndKeepsTheLatest() {
        program.run("backup", "create", "--database", "app.db");
        program.run("backup", "create", "--database", "app.db");

        assertThat(program.run("backup", "prune", "--database", "app.db"))
                .isEqualTo(ExitCode.USAGE.number());
        assertThat(program.run("backup", "prune", "--database", "app.db", "--keep", "1")).isZero();

        assertThat(program.output()).contains("1 removed");
        assertThat(onlyBackup()).isNotEmpty();
    }

    private String onlyBackup() {
        program.run("backup", "list", "--database", "app.db", "--json");
        JsonNode backups = JsonMapper.shared().readTree(program.output()).at("/backups");
        assertThat(backups.size()).isOne();
        return backups.get(0).at("/id").stringValue();
    }

    private void change(String sql) {
        try (CodeDatabase database = CodeDatabase.open(TestDatabase.in(folder))) {
            database.driver().execute(sql);
        }
    }

    private Object notes() {
        try (CodeDatabase database = CodeDatabase.open(TestDatabase.in(folder))) {
            return database.driver().queryValue("SELECT count(*) FROM note").orElseThrow();
        }
    }
}
