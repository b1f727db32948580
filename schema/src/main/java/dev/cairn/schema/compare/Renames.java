package dev.cairn.schema.compare;

import dev.cairn.schema.Column;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import dev.cairn.schema.sql.SqlExpression;
import dev.cairn.schema.sql.SqlType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The renames that lead from a live schema to a declared one: those hints that have not had their
 * effect yet. All keys are as {@link Identifier#key} gives them.
 *
 * @param tables the live name of a table by its declared key
 * @param columns the live names of columns by their declared key, by the declared key of their
 *     table
 */
public record Renames(Map<String, String> tables, Map<String, Map<String, String>> columns) {

    public Renames {
        tables = Map.copyOf(tables);
        columns = Map.copyOf(columns);
    }

    /** Finds the renames that the hints of a definition ask for and that are still to be done. */
    public static Renames between(Schema live, SchemaDefinition declared) {
        Map<String, String> tables = tables(live, declared);
        Map<String, Map<String, String>> columns = new HashMap<>();
        for (Table table : declared.schema().tables()) {
            String key = Identifier.key(table.name());
            live.table(tables.getOrDefault(key, table.name()))
                    .map(found -> columns(found, table, declared.hints()))
                    .filter(found -> !found.isEmpty())
                    .ifPresent(found -> columns.put(key, found));
        }
        return new Renames(tables, columns);
    }

    /** Returns the name that a declared table has now, if a rename leads from it. */
    public Optional<String> formerTable(String declaredTable) {
        return Optional.ofNullable(tables.get(Identifier.key(declaredTable)));
    }

    /** Returns the name that a declared column has now, if a rename leads from it. */
    public Optional<String> formerColumn(String declaredTable, String declaredColumn) {
        return Optional.ofNullable(columns.get(Identifier.key(declaredTable)))
                .map(renamed -> renamed.get(Identifier.key(declaredColumn)));
    }

    /** Returns the live schema as it will be when nothing but these renames has been done. */
    public Schema applyTo(Schema live) {
        return tables.isEmpty() && columns.isEmpty() ? live : new RenamedSchema(this).of(live);
    }

    private static Map<String, String> tables(Schema live, SchemaDefinition declared) {
        Map<String, String> hints = new HashMap<>();
        for (Table table : declared.schema().tables()) {
            declared.hints()
                    .table(table.name())
                    .renamedFrom()
                    .ifPresent(former -> hints.put(table.name(), former));
        }
        List<String> names = live.tables().stream().map(Table::name).toList();
        return new RenameHints(hints, names)
                .stillToDo((name, former) -> looksLike(live, declared.schema(), name, former));
    }

    private static boolean looksLike(Schema live, Schema declared, String name, String former) {
        Table wanted = declared.table(name).orElseThrow();
        return likeness(wanted, live.table(former).orElseThrow())
                > likeness(wanted, live.table(name).orElseThrow());
    }

    private static long likeness(Table declared, Table live) {
        return declared.columns().stream()
                .filter(column ->
                        live.column(column.name())
                                .filter(other -> shape(other).equals(shape(column)))
                                .isPresent())
                .count();
    }

    private static Map<String, String> columns(
            Table live, Table declared, DefinitionHints definitionHints) {
        Map<String, String> hints = new HashMap<>();
        definitionHints
                .table(declared.name())
                .columns()
                .forEach((column, hint) ->
                        hint.renamedFrom().ifPresent(former -> hints.put(column, former)));
        List<String> names = live.columns().stream().map(Column::name).toList();
        return new RenameHints(hints, names)
                .stillToDo((name, former) -> looksLike(live, declared, name, former));
    }

    private static boolean looksLike(Table live, Table declared, String name, String former) {
        String wanted = declared.column(name).map(Renames::shape).orElse("");
        return live.column(former).map(Renames::shape).filter(wanted::equals).isPresent()
                && live.column(name).map(Renames::shape).filter(wanted::equals).isEmpty();
    }

    /** What tells two columns apart when their names do not. */
    private static String shape(Column column) {
        return String.join(
                "|",
                SqlExpression.canonical(SqlType.render(column.type())),
                column.notNull().isPresent() ? "not null" : "",
                column.defaultExpression()
                        .map(value -> SqlExpression.canonical(value, Set.of()))
                        .orElse(""),
                column.collation().map(Identifier::key).orElse(""));
    }
}
