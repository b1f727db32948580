package dev.cairn.database.sqlite.schema;

import dev.cairn.database.engine.InternalTables;
import dev.cairn.schema.EngineObject;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.text.CreateStatement;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import dev.cairn.schema.sqlite.text.SqlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a schema together from the stored objects and what the PRAGMAs say of the tables. */
final class SchemaAssembly {

    private final List<StoredObject> objects;
    private final Map<String, TableFacts> facts;

    private final List<Table> tables = new ArrayList<>();
    private final List<VirtualTable> virtualTables = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();
    private final List<View> views = new ArrayList<>();
    private final List<Trigger> triggers = new ArrayList<>();
    private final List<OpaqueObject> opaqueObjects = new ArrayList<>();

    SchemaAssembly(List<StoredObject> objects, Map<String, TableFacts> facts) {
        this.objects = objects;
        this.facts = facts;
    }

    Schema schema() {
        objects.stream().filter(this::belongsToSchema).forEach(this::add);
        Map<String, Table> byKey = new HashMap<>();
        tables.forEach(table -> byKey.put(Identifier.key(table.name()), table));
        return new Schema(
                tables,
                virtualTables.stream().map(this::withShadowTables).toList(),
                indexes.stream().map(index -> withStrings(index, byKey)).toList(),
                views,
                triggers,
                opaqueObjects);
    }

    /** SQLite keeps names that begin with sqlite_ for itself; an underscore is no wildcard here. */
    private boolean belongsToSchema(StoredObject object) {
        boolean ofSqlite = Identifier.key(object.name()).startsWith("sqlite_");
        TableFacts table = facts.get(object.table());
        boolean ofModule = table != null && table.isShadow();
        return !ofSqlite && !ofModule && !InternalTables.contains(object.table());
    }

    private void add(StoredObject object) {
        try {
            add(CreateStatement.parse(object.sql()), object);
        } catch (SqlSyntaxException e) {
            addOpaque(object, String.valueOf(e.getMessage()));
        }
    }

    private void add(SchemaObject parsed, StoredObject object) {
        switch (parsed) {
            case Table table -> addTable(table, object);
            case VirtualTable table -> virtualTables.add(table);
            case Index index -> indexes.add(index);
            case View view -> views.add(view);
            case Trigger trigger -> triggers.add(trigger);
            case OpaqueObject opaque -> opaqueObjects.add(opaque);
            case EngineObject foreign -> throw new IllegalArgumentException(foreign.name());
        }
    }

    private void addTable(Table table, StoredObject object) {
        TableFacts known = facts.get(object.name());
        Optional<String> contradiction =
                known == null
                        ? Optional.of("the database does not list it")
                        : known.contradiction(table);
        contradiction.ifPresentOrElse(reason -> addOpaque(object, reason), () -> tables.add(table));
    }

    private void addOpaque(StoredObject object, String reason) {
        opaqueObjects.add(
                new OpaqueObject(
                        object.name(), object.type(), object.table(), object.sql(), reason));
    }

    /** A module names its shadow tables after the table it serves. */
    private VirtualTable withShadowTables(VirtualTable table) {
        String prefix = Identifier.key(table.name()) + "_";
        List<String> shadows =
                objects.stream()
                        .filter(object -> object.type().equals("table"))
                        .map(StoredObject::name)
                        .filter(name -> isShadow(name) && Identifier.key(name).startsWith(prefix))
                        .filter(name -> isNearest(prefix, name))
                        .toList();
        return new VirtualTable(
                table.name(), table.module(), table.arguments(), shadows, table.sql());
    }

    private boolean isShadow(String name) {
        TableFacts table = facts.get(name);
        return table != null && table.isShadow();
    }

    /**
     * Of two virtual tables {@code a} and {@code a_b}, a shadow {@code a_b_data} is the latter's.
     */
    private boolean isNearest(String prefix, String shadow) {
        String key = Identifier.key(shadow);
        return virtualTables.stream()
                .map(table -> Identifier.key(table.name()) + "_")
                .noneMatch(other -> other.length() > prefix.length() && key.startsWith(other));
    }

    /** In an index, a name that is no column was taken for a string by SQLite. */
    private static Index withStrings(Index index, Map<String, Table> tables) {
        Table table = tables.get(Identifier.key(index.table()));
        if (table == null) {
            return index;
        }
        return new Index(
                index.name(),
                index.table(),
                index.unique(),
                index.columns().stream().map(term -> withStrings(term, table)).toList(),
                index.where(),
                index.sql());
    }

    private static IndexedColumn withStrings(IndexedColumn term, Table table) {
        return !term.isColumn() || table.column(term.expression()).isPresent()
                ? term
                : new IndexedColumn(
                        SqlText.string(term.expression()),
                        false,
                        term.collation(),
                        term.descending());
    }
}
