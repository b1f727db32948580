package dev.cairn.index;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.DatabaseLocation;
import dev.cairn.database.DatabaseType;
import dev.cairn.database.Rows;
import dev.cairn.database.SyncResult;
import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Engine;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.VersionMigration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The schema of the code index, as it is declared in the file {@value #RESOURCE}. */
public final class CodeIndexSchema {

    static final String RESOURCE = "code-index.sql";

    /**
     * What the index has of files can be extracted again, so a table of another form is rebuilt:
     * the files are extracted again by the next run, because the extractor has another version.
     */
    private static final List<VersionMigration> MIGRATIONS =
            List.of(
                    new VersionMigration(
                            "1.1.0",
                            VersionMigration.Phase.BEFORE,
                            toVersion110(),
                            Optional.empty()),
                    // A tag of a file lasts by a rule, which the next run applies again.
                    new VersionMigration(
                            "1.1.0",
                            VersionMigration.Phase.AFTER,
                            List.of(
                                    "INSERT OR IGNORE INTO tag_rules (project_id, tag, pattern,"
                                            + " weight) SELECT f.project_id, t.tag, '/' || f.path, t.weight"
                                            + " FROM file_tags t JOIN files f ON f.id = t.file_id"),
                            Optional.empty()));

    private CodeIndexSchema() {}

    /**
     * Version 1.0.0 gathered the texts of a file by triggers on many tables. They go, with the
     * tables that only they filled; files, definitions, imports and tags stay as they are.
     */
    private static List<String> toVersion110() {
        List<String> statements = new ArrayList<>();
        for (String table : List.of("definitions", "imports", "file_tags")) {
            for (String event : List.of("inserted", "deleted", "updated")) {
                statements.add("DROP TRIGGER IF EXISTS file_texts_%s_%s".formatted(table, event));
            }
        }
        for (String event : List.of("inserted", "indexed", "taken_out", "renamed", "deleted")) {
            statements.add("DROP TRIGGER IF EXISTS files_" + event);
        }
        statements.add("DROP TABLE IF EXISTS files_fts");
        statements.add("DROP TABLE IF EXISTS code_content_fts");
        statements.add("DROP TABLE IF EXISTS code_content");
        statements.add("DROP TABLE IF EXISTS file_texts");
        statements.add("DROP VIEW IF EXISTS gathered_file_texts");
        statements.add("DROP TABLE IF EXISTS symbols");
        return List.copyOf(statements);
    }

    /**
     * Brings a database to the schema.
     *
     * @return what was done
     * @throws DatabaseException with FORBIDDEN if the database has triggers of another program
     */
    public static SyncResult ensure(CodeDatabase database) {
        return switch (database.configuration().location()) {
            case DatabaseLocation.File file -> {
                IndexTables.require(database);
                SyncResult result = database.ensureSchemaSynced(definition());
                refuseForeignTriggers(database, file);
                yield result;
            }
            case DatabaseLocation.Server server ->
                    new ServerSchema(database, server.schema()).ensure();
        };
    }

    /**
     * An index can come with a tree that another user made. A trigger in it would run with every
     * row that is written: it could falsify the index, or never end. Those with Cairn's names have
     * just been compared with the definition, and tables of the user are not written.
     */
    private static void refuseForeignTriggers(CodeDatabase database, DatabaseLocation.File file) {
        Schema schema = definition().schema();
        Set<String> own = names(schema.triggers());
        Set<String> tables = names(schema.tables());
        try (Rows rows =
                database.driver()
                        .query("SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger'")) {
            while (rows.next()) {
                String name = Identifier.key(String.valueOf(rows.text(0)));
                String table = Identifier.key(String.valueOf(rows.text(1)));
                boolean bookkeeping =
                        table.startsWith("_cairn_") && name.startsWith(table + "_no_");
                boolean isWritten = tables.contains(table) || table.startsWith("_");
                if (isWritten && !own.contains(name) && !bookkeeping) {
                    throw new DatabaseException(
                            DatabaseErrorCode.FORBIDDEN,
                            "cannot use the index '%s': its trigger '%s' on '%s' is not Cairn's; run 'cairn clean', then index again"
                                    .formatted(file.path(), name, table));
                }
            }
        }
    }

    private static Set<String> names(List<? extends SchemaObject> objects) {
        return objects.stream()
                .map(object -> Identifier.key(object.name()))
                .collect(Collectors.toSet());
    }

    /** Returns the definition. */
    public static SchemaDefinition definition() {
        SchemaDefinition read = DefinitionReader.readSql(sql(), RESOURCE);
        return new SchemaDefinition(
                read.version(), read.schema(), read.hints(), MIGRATIONS, read.source());
    }

    /** Returns the definition by which an engine keeps the index; SQLite's if it is empty. */
    public static SchemaDefinition definition(Optional<Engine> engine) {
        return engine.filter(own -> own.type() == DatabaseType.POSTGRES)
                .map(ServerSchema::definition)
                .orElseGet(CodeIndexSchema::definition);
    }

    private static String sql() {
        try (InputStream in = CodeIndexSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("'" + RESOURCE + "' is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + RESOURCE + "'", e);
        }
    }
}
