package dev.cairn.database.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.database.DatabaseException;
import dev.cairn.database.OwnedDatabase;
import dev.cairn.database.ProgressListener;
import dev.cairn.database.SyncOptions;
import dev.cairn.database.SyncResult;
import dev.cairn.database.definition.DefinitionFormat;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.definition.DefinitionWriter;
import dev.cairn.database.definition.MermaidWriter;
import dev.cairn.database.report.LintReport;
import dev.cairn.database.report.LintSource;
import dev.cairn.database.sync.SyncRequest;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.lint.LintOptions;
import dev.cairn.schema.lint.SchemaLint;
import dev.cairn.schema.sqlite.SqliteDialect;
import dev.cairn.schema.sqlite.lint.SqliteLint;
import dev.cairn.schema.sqlite.text.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What must hold for the schema of any database that SQLite has made. */
final class SchemaRoundTrip {

    private static final ComparisonOptions STRICT = new ComparisonOptions(true);

    private SchemaRoundTrip() {}

    /** Makes a database by a script, as its own program would. */
    static void create(Path database, String script) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            for (SqlScript.Statement statement : SqlScript.split(script)) {
                try (PreparedStatement prepared = connection.prepareStatement(statement.text())) {
                    prepared.execute();
                }
            }
        }
    }

    /**
     * Reads the schema, writes it in each form and reads it back, syncs the database to what was
     * read, and makes a new one from it.
     *
     * @param folder where the new databases go
     */
    static Schema check(Path database, Path folder) throws IOException {
        return check(database, definition -> checkNewDatabase(definition, folder));
    }

    /**
     * Does the same for a database of which a new one would have something that cannot be used.
     *
     * @param reason what the refusal to make it must say
     */
    static Schema checkUnusable(Path database, Path folder, String reason) throws IOException {
        return check(database, definition -> checkRefusal(definition, folder, reason));
    }

    private static Schema check(Path database, Consumer<SchemaDefinition> checkNewDatabase)
            throws IOException {
        byte[] before = Files.readAllBytes(database);
        Schema live;
        try (OwnedDatabase owned = OwnedDatabase.open(database)) {
            live = owned.driver().inspectSchema();
            for (DefinitionFormat format : DefinitionFormat.values()) {
                SchemaDefinition read = readBack(live, format);
                assertThat(sync(owned, read).outcome())
                        .as("syncing a database to itself by %s", format)
                        .isEqualTo(SyncResult.Outcome.UNCHANGED);
                checkNewDatabase.accept(read);
            }
        }
        assertThat(Files.readAllBytes(database)).as("the file is untouched").isEqualTo(before);
        assertThat(MermaidWriter.write(live)).startsWith("erDiagram\n");
        assertThat(
                        LintReport.sarif(
                                SchemaLint.lint(live, SqliteLint.rules(), LintOptions.usual()),
                                LintSource.of("schema.sql")))
                .contains("\"version\" : \"2.1.0\"");
        return live;
    }

    private static SchemaDefinition readBack(Schema live, DefinitionFormat format) {
        SchemaDefinition declared = SchemaDefinition.of(live, "live");
        String text = DefinitionWriter.write(declared, format);
        SchemaDefinition read =
                switch (format) {
                    case JSON -> DefinitionReader.readJson(text, "written.json");
                    case YAML -> DefinitionReader.readYaml(text, "written.yaml");
                    case SQL -> DefinitionReader.readSql(text, "written.sql");
                };
        assertThat(new SchemaComparator(SqliteDialect.INSTANCE).compare(live, read, STRICT))
                .as("%s", format)
                .isEmpty();
        assertThat(
                        new SchemaComparator(SqliteDialect.INSTANCE)
                                .compare(read.schema(), declared, STRICT))
                .as("%s, the other way round", format)
                .isEmpty();
        assertThat(DefinitionWriter.write(read, format)).as("%s again", format).isEqualTo(text);
        return read;
    }

    /** The written definition is enough to create the same database again. */
    private static void checkNewDatabase(SchemaDefinition definition, Path folder) {
        try (OwnedDatabase owned = OwnedDatabase.open(newFile(folder))) {
            assertThat(sync(owned, definition).outcome()).isEqualTo(SyncResult.Outcome.CHANGED);
            Schema made = owned.driver().inspectSchema();
            assertThat(
                            new SchemaComparator(SqliteDialect.INSTANCE)
                                    .compare(made, definition, STRICT))
                    .isEmpty();
        }
    }

    /** What could not be used afterwards is not made. */
    private static void checkRefusal(SchemaDefinition definition, Path folder, String reason) {
        try (OwnedDatabase owned = OwnedDatabase.open(newFile(folder))) {
            assertThatThrownBy(() -> sync(owned, definition))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(reason);
            assertThat(owned.driver().inspectSchema().isEmpty()).isTrue();
        }
    }

    private static Path newFile(Path folder) {
        return folder.resolve("new-" + UUID.randomUUID() + ".db");
    }

    private static SyncResult sync(OwnedDatabase owned, SchemaDefinition definition) {
        SyncOptions options = new SyncOptions(Optional.empty(), false, false, false, false, true);
        return owned.driver().perform(new SyncRequest(definition, options), ProgressListener.NONE);
    }
}
