package dev.cairn.database.definition;

import dev.cairn.database.engine.Engine;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.DefinitionHints.VirtualTableHints;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.VersionMigration.Phase;
import dev.cairn.schema.VersionMigration;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.text.CreateStatement;
import dev.cairn.schema.sqlite.text.SqlScript;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a definition in the structured form. */
final class StructuredReader {

    private final Engine engine;
    private final StructuredNode root;
    private final List<Declared> objects = new ArrayList<>();
    private final Map<String, TableHints> tableHints = new HashMap<>();
    private final Map<String, VirtualTableHints> virtualTableHints = new HashMap<>();
    private final List<VersionMigration> migrations = new ArrayList<>();

    StructuredReader(StructuredDocument document, Engine engine) {
        this.engine = engine;
        StructuredForm.require(document);
        this.root = new StructuredNode(document, document.root(), "");
    }

    SchemaDefinition definition() {
        root.child("tables").ifPresent(this::readTables);
        root.elements("virtual_tables").forEach(this::readVirtualTable);
        root.elements("indexes").forEach(this::readIndex);
        root.elements("views").forEach(this::readView);
        root.elements("triggers").forEach(this::readTrigger);
        root.child("migration_methods").ifPresent(this::readMigrations);
        return new SchemaDefinition(
                root.text("version").orElse(""),
                new ScratchReading(engine, objects, statements("before"), statements("after"))
                        .schema(),
                new DefinitionHints(tableHints, virtualTableHints),
                migrations,
                root.document().source());
    }

    /** What only the engine knows is written in its own SQL. */
    private List<String> statements(String when) {
        return root.child("engine").map(own -> own.texts(when)).orElse(List.of());
    }

    private void readTables(StructuredNode tables) {
        for (String name : tables.keys()) {
            StructuredNode node = tables.child(name).orElseThrow();
            StructuredTable table = new StructuredTable(name, node);
            objects.add(new Declared(table.read(), node.place()));
            table.hints().ifPresent(hints -> tableHints.put(name, hints));
        }
    }

    private void readVirtualTable(StructuredNode node) {
        String name = node.requiredText("name");
        List<String> arguments = new ArrayList<>();
        node.elements("columns").forEach(column -> arguments.add(column.asExpression()));
        node.child("options").ifPresent(options -> addOptions(options, arguments));
        VirtualTable table =
                new VirtualTable(name, node.requiredText("type"), arguments, List.of(), "");
        objects.add(new Declared(table, node.place()));
        node.text("source")
                .ifPresent(source ->
                        virtualTableHints.put(name, new VirtualTableHints(Optional.of(source))));
    }

    private static void addOptions(StructuredNode options, List<String> arguments) {
        for (String key : options.keys()) {
            StructuredNode value = options.child(key).orElseThrow();
            if (!key.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c))) {
                throw value.error("'" + key + "' is not the name of an option", null);
            }
            arguments.add(key + "=" + SqlText.string(value.asText()));
        }
    }

    private void readIndex(StructuredNode node) {
        Index index =
                new Index(
                        node.requiredText("name"),
                        node.requiredText("table"),
                        node.flag("unique"),
                        StructuredTable.indexedColumns(node),
                        node.expression("where_clause"),
                        "");
        objects.add(new Declared(index, node.place()));
    }

    private void readView(StructuredNode node) {
        String name = node.requiredText("name");
        String sql = oneStatement(node);
        boolean whole = SqlScript.split(sql).getFirst().startsWith("CREATE");
        String create = whole ? sql : "CREATE VIEW " + Identifier.quote(name) + " AS " + sql;
        addStatement(node, name, View.class, create);
    }

    private void readTrigger(StructuredNode node) {
        addStatement(node, node.requiredText("name"), Trigger.class, oneStatement(node));
    }

    private static String oneStatement(StructuredNode node) {
        String sql = node.requiredText("sql");
        List<SqlScript.Statement> statements = SqlScript.split(sql);
        if (statements.size() != 1) {
            throw node.error("'sql' must be one statement and is " + statements.size(), null);
        }
        return statements.getFirst().text();
    }

    private void addStatement(
            StructuredNode node, String name, Class<? extends SchemaObject> kind, String sql) {
        SchemaObject object = parse(node, sql);
        boolean asNamed = Identifier.same(object.name(), name) && kind.isInstance(object);
        if (!asNamed) {
            throw node.error(
                    "'sql' must create the "
                            + kind.getSimpleName().toLowerCase(Locale.ROOT)
                            + " '"
                            + name
                            + "'",
                    null);
        }
        objects.add(new Declared(object, node.place()));
    }

    private static SchemaObject parse(StructuredNode node, String sql) {
        try {
            return CreateStatement.parse(sql);
        } catch (SqlSyntaxException e) {
            throw node.error("'sql' cannot be read: " + e.getMessage(), e);
        }
    }

    private void readMigrations(StructuredNode methods) {
        for (String version : methods.keys()) {
            StructuredNode node = methods.child(version).orElseThrow();
            List<StructuredNode> several = node.value().isArray() ? node.elements() : List.of(node);
            several.forEach(one -> migrations.add(migration(version, one)));
        }
    }

    private static VersionMigration migration(String version, StructuredNode node) {
        if (node.isText()) {
            return new VersionMigration(
                    version, Phase.AFTER, List.of(), Optional.of(node.asText()));
        }
        List<String> statements = node.texts("statements");
        var method = node.text("method");
        if (statements.isEmpty() == method.isEmpty()) {
            throw node.error("a migration has either 'statements' or a 'method'", null);
        }
        Phase phase =
                node.text("phase").filter("before"::equals).isPresent()
                        ? Phase.BEFORE
                        : Phase.AFTER;
        return new VersionMigration(version, phase, statements, method);
    }
}
