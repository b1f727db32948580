package dev.cairn.database.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.schema.SchemaDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions of hints call no function that may end the program. */
class HintRulesTest {

    private static final String TABLE =
            "CREATE TABLE t (id INTEGER PRIMARY KEY, b %s -- cairn: %s=%s%n)";

    @TempDir Path folder;

    private static void refused(CodeDatabase database, SchemaDefinition wanted, boolean dryRun) {
        SyncOptions options = new SyncOptions(Optional.empty(), false, dryRun, false, false, false);
        assertThatThrownBy(() ->
                        database.driver()
                                .perform(new SyncRequest(wanted, options), ProgressListener.NONE))
                .isInstanceOfSatisfying(
                        DatabaseException.class,
                        error -> assertThat(error.code()).isEqualTo(DatabaseErrorCode.FORBIDDEN))
                .hasMessageContaining("of column 't.b': functions of the driver")
                .hasMessageContaining("replicate");
        assertThat(database.driver().queryValue("SELECT count(*) FROM t WHERE b IS NULL"))
                .contains(1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INTEGER NOT NULL | backfill | replicate('aaaaaaaaaaaaaaaa', 1152921504606846977)",
                "INTEGER NOT NULL | backfill | length(\"PadL\" ( b , 9223372036854775807))",
                "TEXT | using | padr(b, 9223372036854775807)",
                "TEXT | using | (SELECT [reverse](b))",
            })
    void aCallInSqlIsRefused(String declaration, String hint, String expression) {
        SchemaDefinition wanted =
                DefinitionReader.readSql(
                        TABLE.formatted(declaration, hint, expression), "wanted.sql");
        try (CodeDatabase database = withRows()) {
            refused(database, wanted, true);
            refused(database, wanted, false);
        }
    }

    @Test
    void aCallInYamlIsRefused() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("wanted.yaml"),
                        """
                        tables:
                          t:
                            columns:
                            - {name: id, type: INTEGER, primary_key: true}
                            - {name: b, type: INTEGER, not_null: true, backfill: "replicate('x', 9)"}
                        """);
        try (CodeDatabase database = withRows()) {
            refused(database, DefinitionReader.read(file), false);
        }
    }

    /** A column, a text or a comment may contain the name of a forbidden function. */
    @Test
    void namesThatAreNoCallsStay() {
        SchemaDefinition wanted =
                DefinitionReader.readSql(
                        TABLE.formatted(
                                "TEXT NOT NULL", "backfill", "'reverse(' || upper('x') || ')'"),
                        "wanted.sql");
        try (CodeDatabase database = withRows()) {
            database.ensureSchemaSynced(wanted);
            assertThat(database.driver().queryValue("SELECT b FROM t WHERE id = 5"))
                    .contains("reverse(X)");
        }
    }

    private CodeDatabase withRows() {
        CodeDatabase database = CodeDatabase.open(folder.resolve("app.db"));
        database.driver().execute("CREATE TABLE t (id INTEGER PRIMARY KEY, b INTEGER)");
        database.driver().execute("INSERT INTO t VALUES (1, 10), (5, NULL)");
        return database;
    }
}
