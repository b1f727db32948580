package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.Rows;
import dev.cairn.database.SqlStatement;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.sqlite.DatabaseOwnership;
import dev.cairn.database.sqlite.SqliteDriver;
import dev.cairn.database.sqlite.SqliteSettings;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real database file that a test owns. */
final class TestDatabase implements AutoCloseable {

    static final SyncOptions PLAIN =
            new SyncOptions(Optional.empty(), false, false, false, false, false);
    static final SyncOptions PRUNING =
            new SyncOptions(Optional.empty(), true, false, false, false, false);

    private final DatabaseOwnership ownership;
    private final SqliteDriver driver;

    TestDatabase(Path file) {
        ownership = DatabaseOwnership.acquire(file, "test");
        driver = new SqliteDriver(ownership, SqliteSettings.standard());
    }

    DatabaseDriver driver() {
        return driver;
    }

    /** Opens one more conversation with the same file; the caller closes it. */
    DatabaseDriver another() {
        return new SqliteDriver(ownership, SqliteSettings.standard());
    }

    /** Runs all statements of a script without waiting for the disk. */
    TestDatabase run(String script) {
        driver.execute("PRAGMA synchronous = OFF");
        for (SqlScript.Statement statement : SqlScript.split(script)) {
            driver.execute(statement.text());
        }
        return this;
    }

    SyncResult sync(String definition, SyncOptions options) {
        return sync(DefinitionReader.readSql(definition, "test.sql"), options);
    }

    SyncResult sync(SchemaDefinition definition, SyncOptions options) {
        return driver.perform(new SyncRequest(definition, options), ProgressListener.NONE);
    }

    /** Returns the rows of a query, values separated by bars. */
    List<String> rows(String sql) {
        List<String> found = new ArrayList<>();
        try (Rows rows = driver.query(SqlStatement.of(sql))) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 0; i < rows.columns().size(); i++) {
                    values.add(String.valueOf(rows.value(i)));
                }
                found.add(String.join("|", values));
            }
        }
        return found;
    }

    @Override
    public void close() {
        try {
            driver.close();
        } finally {
            ownership.close();
        }
    }
}
