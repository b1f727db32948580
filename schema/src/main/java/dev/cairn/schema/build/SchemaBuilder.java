package dev.cairn.schema.build;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.DefinitionHints.VirtualTableHints;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.VersionMigration;
import dev.cairn.schema.VersionMigration.Phase;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Declares a schema in Java, as a definition file does it.
 *
 * <pre>{@code
 * SchemaDefinition definition =
 *         SchemaBuilder.version("1.0.0")
 *                 .table("notes", table -> table
 *                         .column("id", "INTEGER", column -> column.primaryKey())
 *                         .column("text", "TEXT", column -> column.notNull()))
 *                 .index("notes_by_text", "notes", "text")
 *                 .build();
 * }</pre>
 *
 * <p>No engine has seen what is built: read it back with the definition reader of the database
 * module, which reports what is wrong with it.
 */
public final class SchemaBuilder {

    private static final Pattern CREATE_TRIGGER =
            Pattern.compile("\\s*CREATE\\s+TRIGGER\\b", Pattern.CASE_INSENSITIVE);

    private final String version;
    private final List<Table> tables = new ArrayList<>();
    private final List<VirtualTable> virtualTables = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final List<Trigger> triggers = new ArrayList<>();
    private final Map<String, TableHints> tableHints = new HashMap<>();
    private final Map<String, VirtualTableHints> virtualTableHints = new HashMap<>();
    private final List<VersionMigration> migrations = new ArrayList<>();

    private SchemaBuilder(String version) {
        this.version = version;
    }

    /** Begins the schema of that version, such as {@code 1.0.0}. */
    public static SchemaBuilder version(String version) {
        return new SchemaBuilder(version);
    }

    /** Adds a table. */
    public SchemaBuilder table(String name, Consumer<TableBuilder> declaration) {
        TableBuilder builder = new TableBuilder(name);
        declaration.accept(builder);
        tables.add(builder.table());
        tableHints.put(name, builder.hints());
        return this;
    }

    /** Adds an index on columns. */
    public SchemaBuilder index(String name, String table, String... columns) {
        return index(name, table, false, Optional.empty(), terms(columns));
    }

    /**
     * Adds an index of any kind.
     *
     * @param where the predicate of a partial index
     */
    public SchemaBuilder index(
            String name,
            String table,
            boolean unique,
            Optional<String> where,
            List<IndexedColumn> terms) {
        indexes.add(new Index(name, table, unique, terms, where, ""));
        return this;
    }

    /**
     * Adds a virtual table.
     *
     * @param module the module, such as {@code fts5}
     * @param arguments the module's arguments as SQL, such as {@code title} or {@code content=''}
     */
    public SchemaBuilder virtualTable(String name, String module, String... arguments) {
        virtualTables.add(new VirtualTable(name, module, List.of(arguments), List.of(), ""));
        return this;
    }

    /** Sets the query that fills a contentless full-text index again. */
    public SchemaBuilder filledFrom(String virtualTable, String query) {
        virtualTableHints.put(virtualTable, new VirtualTableHints(Optional.of(query)));
        return this;
    }

    /** Adds a view. */
    public SchemaBuilder view(String name, String query) {
        views.add(new View(name, "CREATE VIEW " + Identifier.quote(name) + " AS " + query));
        return this;
    }

    /**
     * Adds a trigger.
     *
     * @param table the table or view it stands on
     * @param sql the whole CREATE TRIGGER statement
     * @throws IllegalArgumentException if it is another statement
     */
    public SchemaBuilder trigger(String name, String table, String sql) {
        if (!CREATE_TRIGGER.matcher(sql).lookingAt()) {
            throw new IllegalArgumentException("not a CREATE TRIGGER statement: " + sql);
        }
        triggers.add(new Trigger(name, table, sql));
        return this;
    }

    /** Adds changes of data that belong to a version. */
    public SchemaBuilder migration(String ofVersion, Phase phase, String... statements) {
        migrations.add(
                new VersionMigration(ofVersion, phase, List.of(statements), Optional.empty()));
        return this;
    }

    /** Returns what was declared. */
    public SchemaDefinition build() {
        return new SchemaDefinition(
                version,
                new Schema(tables, virtualTables, indexes, views, triggers, List.of()),
                new DefinitionHints(tableHints, virtualTableHints),
                migrations,
                "Java");
    }

    static List<IndexedColumn> terms(String... columns) {
        return Stream.of(columns).map(IndexedColumn::of).toList();
    }
}
