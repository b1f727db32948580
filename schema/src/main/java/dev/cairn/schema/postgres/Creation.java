package dev.cairn.schema.postgres;

import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the statements that make an object as it is in a catalog. */
final class Creation {

    private final PostgresCatalog catalog;

    Creation(PostgresCatalog catalog) {
        this.catalog = catalog;
    }

    /** Returns the statements, in order; of a table with its columns. */
    List<String> statements(PostgresObject object) {
        List<String> statements = new ArrayList<>(body(object));
        if (object.kind() != ObjectKind.COLUMN) {
            statements.addAll(Ddl.metadata(object));
        }
        return statements;
    }

    private List<String> body(PostgresObject object) {
        ObjectId id = object.id();
        return switch (object.kind()) {
            case NAMESPACE ->
                    id.name().equals("public")
                            ? List.of()
                            : List.of("CREATE SCHEMA IF NOT EXISTS " + id.quoted());
            case EXTENSION ->
                    List.of(
                            "CREATE EXTENSION "
                                    + id.quoted()
                                    + object.get(Property.EXTENSION_SCHEMA)
                                            .map(schema -> " SCHEMA " + schema)
                                            .orElse(""));
            case TYPE -> type(object);
            case DOMAIN -> List.of(domain(object));
            case SEQUENCE -> List.of(sequence(object));
            case TABLE -> table(object);
            case COLUMN -> column(object);
            case PRIMARY_KEY, UNIQUE, CHECK, FOREIGN_KEY, EXCLUSION, NOT_NULL ->
                    List.of(
                            Ddl.alterTable(id)
                                    + "ADD CONSTRAINT "
                                    + id.quoted()
                                    + " "
                                    + object.require(Property.DEFINITION)
                                    + (object.has(Property.NOT_VALID) ? " NOT VALID" : ""));
            case INDEX -> index(object);
            case VIEW -> List.of("CREATE " + view(object));
            case MATERIALIZED_VIEW -> List.of(materializedView(object));
            case FUNCTION -> List.of(object.require(Property.DEFINITION));
            case TRIGGER, RULE -> withState(object, Ddl.alterTable(id));
            case POLICY -> List.of(object.require(Property.DEFINITION));
            case EVENT_TRIGGER -> withState(object, "ALTER EVENT TRIGGER " + id.quoted() + " ");
            case STATISTICS -> statistics(object);
            case VIRTUAL_TABLE, OPAQUE -> throw new IllegalArgumentException(id.words());
        };
    }

    private static List<String> type(PostgresObject type) {
        String create = "CREATE TYPE " + type.id().qualified() + " AS ";
        return List.of(
                switch (type.require(Property.CATEGORY)) {
                    case "enum" ->
                            create + "ENUM (" + String.join(", ", type.list(Property.LABELS)) + ")";
                    case "composite" ->
                            create + "(" + String.join(", ", type.list(Property.ATTRIBUTES)) + ")";
                    default -> create + "RANGE (" + type.require(Property.DEFINITION) + ")";
                });
    }

    private static String domain(PostgresObject domain) {
        return "CREATE DOMAIN "
                + domain.id().qualified()
                + " AS "
                + domain.require(Property.TYPE)
                + domain.get(Property.COLLATION).map(name -> " COLLATE " + name).orElse("")
                + domain.get(Property.DEFAULT).map(value -> " DEFAULT " + value).orElse("")
                + (domain.has(Property.NOT_NULL) ? " NOT NULL" : "")
                + domain.list(Property.CHECKS).stream()
                        .map(check -> " " + check)
                        .collect(Collectors.joining());
    }

    private static String sequence(PostgresObject sequence) {
        return "CREATE "
                + (sequence.has(Property.PERSISTENCE) ? "UNLOGGED " : "")
                + "SEQUENCE "
                + sequence.id().qualified()
                + " "
                + sequence.require(Property.SEQUENCE_OPTIONS);
    }

    private List<String> table(PostgresObject table) {
        List<PostgresObject> columns = catalog.parts(table.id(), ObjectKind.COLUMN);
        Optional<String> parent = table.get(Property.PARTITION_OF);
        List<String> statements = new ArrayList<>();
        statements.add(
                "CREATE "
                        + (table.has(Property.PERSISTENCE) ? "UNLOGGED " : "")
                        + "TABLE "
                        + table.id().qualified()
                        + parent.map(name -> partitionOf(table, name))
                                .orElseGet(() -> columnsOf(table, columns))
                        + table.get(Property.PARTITION_KEY)
                                .map(key -> " PARTITION BY " + key)
                                .orElse("")
                        + table.get(Property.ACCESS_METHOD).map(name -> " USING " + name).orElse("")
                        + options(table));
        parent.flatMap(name -> catalog.qualified(ObjectKind.TABLE, name))
                .ifPresent(of -> statements.addAll(ownDefaults(columns, of)));
        statements.addAll(settings(table));
        columns.forEach(column -> statements.addAll(Ddl.columnSettings(column)));
        return statements;
    }

    private static String partitionOf(PostgresObject table, String parent) {
        return " PARTITION OF " + parent + " " + table.require(Property.PARTITION_BOUND);
    }

    private static String columnsOf(PostgresObject table, List<PostgresObject> columns) {
        String parents = String.join(", ", table.list(Property.INHERITS));
        return columns.stream()
                        .filter(column -> !column.has(Property.INHERITED))
                        .map(column -> "\n    " + Ddl.column(column, true))
                        .collect(Collectors.joining(",", " (", "\n)"))
                + (parents.isEmpty() ? "" : " INHERITS (" + parents + ")");
    }

    /** A partition takes the defaults of its table and may then have others. */
    private List<String> ownDefaults(List<PostgresObject> columns, PostgresObject parent) {
        List<String> statements = new ArrayList<>();
        for (PostgresObject column : columns) {
            Optional<PostgresObject> of =
                    catalog.find(
                            new ObjectId(
                                    ObjectKind.COLUMN,
                                    parent.id().schema(),
                                    parent.id().name(),
                                    column.id().name()));
            if (of.isPresent() && !of.get().has(Property.GENERATED)) {
                String alter = Ddl.alterTable(column.id()) + "ALTER COLUMN " + column.id().quoted();
                if (!of.get().get(Property.DEFAULT).equals(column.get(Property.DEFAULT))) {
                    statements.add(
                            alter
                                    + column.get(Property.DEFAULT)
                                            .map(value -> " SET DEFAULT " + value)
                                            .orElse(" DROP DEFAULT"));
                }
                if (column.has(Property.NOT_NULL) && !of.get().has(Property.NOT_NULL)) {
                    statements.add(alter + " SET NOT NULL");
                }
            }
        }
        return statements;
    }

    /** Returns the statements for what a table has that CREATE TABLE does not take. */
    static List<String> settings(PostgresObject table) {
        String alter = Ddl.alterTable(table.id());
        return Stream.of(
                        table.has(Property.ROW_SECURITY) ? alter + "ENABLE ROW LEVEL SECURITY" : "",
                        table.has(Property.FORCE_ROW_SECURITY)
                                ? alter + "FORCE ROW LEVEL SECURITY"
                                : "",
                        // An index that is to be the identity does not exist yet.
                        table.get(Property.REPLICA_IDENTITY)
                                .filter(kind -> !kind.startsWith("USING"))
                                .map(kind -> alter + "REPLICA IDENTITY " + kind)
                                .orElse(""))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    static String options(PostgresObject object) {
        List<String> options = object.list(Property.OPTIONS);
        return options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")";
    }

    private static List<String> column(PostgresObject column) {
        List<String> statements = new ArrayList<>();
        statements.add(Ddl.alterTable(column.id()) + "ADD COLUMN " + Ddl.column(column, true));
        statements.addAll(Ddl.columnSettings(column));
        return statements;
    }

    private List<String> index(PostgresObject index) {
        List<String> statements = new ArrayList<>();
        statements.add(Ddl.index(index, index.id().name(), false));
        statements.addAll(replicaIdentity(index));
        return statements;
    }

    private List<String> replicaIdentity(PostgresObject index) {
        return catalog.objects().stream()
                .filter(table -> table.kind() == ObjectKind.TABLE)
                .filter(table -> table.id().schema().equals(index.id().schema()))
                .filter(table ->
                        table.get(Property.REPLICA_IDENTITY)
                                .equals(Optional.of("USING INDEX " + index.id().quoted())))
                .map(table ->
                        Ddl.alterTable(table.id())
                                + "REPLICA IDENTITY USING INDEX "
                                + index.id().quoted())
                .toList();
    }

    /** Returns the text of a view behind CREATE, or behind CREATE OR REPLACE. */
    static String view(PostgresObject view) {
        return "VIEW "
                + view.id().qualified()
                + options(view)
                + " AS\n"
                + view.require(Property.DEFINITION);
    }

    private static String materializedView(PostgresObject view) {
        return "CREATE MATERIALIZED VIEW "
                + view.id().qualified()
                + view.get(Property.ACCESS_METHOD).map(name -> " USING " + name).orElse("")
                + options(view)
                + " AS\n"
                + view.require(Property.DEFINITION)
                + (view.has(Property.POPULATED) ? "" : "\nWITH NO DATA");
    }

    private static List<String> withState(PostgresObject object, String alter) {
        List<String> statements = new ArrayList<>();
        statements.add(object.require(Property.DEFINITION));
        object.get(Property.ENABLED)
                .ifPresent(state -> statements.add(alter + state(object, state)));
        return statements;
    }

    /** Returns how a trigger or rule is brought into a state, behind ALTER. */
    static String state(PostgresObject object, String state) {
        return object.kind() == ObjectKind.EVENT_TRIGGER
                ? state
                : state + " " + object.kind() + " " + object.id().quoted();
    }

    private static List<String> statistics(PostgresObject statistics) {
        List<String> statements = new ArrayList<>();
        statements.add(statistics.require(Property.DEFINITION));
        statistics
                .get(Property.STATISTICS_TARGET)
                .ifPresent(target ->
                        statements.add(
                                "ALTER STATISTICS "
                                        + statistics.id().qualified()
                                        + " SET STATISTICS "
                                        + target));
        return statements;
    }
}
