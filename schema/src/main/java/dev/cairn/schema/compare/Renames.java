package dev.cairn.schema.compare;

import dev.cairn.schema.Column;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import dev.cairn.schema.dialect.Forms;
import dev.cairn.schema.dialect.TableDialect;
import dev.cairn.schema.dialect.TableForms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    public static Renames between(Schema live, SchemaDefinition declared, TableDialect dialect) {
        Forms forms = dialect.forms(live, declared.schema());
        Map<String, String> tables = tables(live, declared, forms);
        Map<String, Map<String, String>> columns = new HashMap<>();
        for (Table table : declared.schema().tables()) {
            String key = Identifier.key(table.name());
            live.table(tables.getOrDefault(key, table.name()))
                    .map(found ->
                            columns(
                                    forms.table(found, live),
                                    forms.table(table, declared.schema()),
                                    declared.hints()))
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
    public Schema applyTo(Schema live, TableDialect dialect) {
        return tables.isEmpty() && columns.isEmpty()
                ? live
                : new RenamedSchema(this, dialect).of(live);
    }

    private static Map<String, String> tables(Schema live, SchemaDefinition declared, Forms forms) {
        Map<String, String> hints = new HashMap<>();
        for (Table table : declared.schema().tables()) {
            declared.hints()
                    .table(table.name())
                    .renamedFrom()
                    .ifPresent(former -> hints.put(table.name(), former));
        }
        List<String> names = live.tables().stream().map(Table::name).toList();
        return new RenameHints(hints, names)
                .stillToDo(
                        (name, former) -> looksLike(live, declared.schema(), forms, name, former));
    }

    private static boolean looksLike(
            Schema live, Schema declared, Forms forms, String name, String former) {
        TableForms wanted = forms.table(declared.table(name).orElseThrow(), declared);
        return likeness(wanted, forms.table(live.table(former).orElseThrow(), live))
                > likeness(wanted, forms.table(live.table(name).orElseThrow(), live));
    }

    private static long likeness(TableForms declared, TableForms live) {
        return declared.table().columns().stream()
                .filter(column -> shape(declared, column.name()).equals(shape(live, column.name())))
                .count();
    }

    private static Map<String, String> columns(
            TableForms live, TableForms declared, DefinitionHints definitionHints) {
        Map<String, String> hints = new HashMap<>();
        definitionHints
                .table(declared.table().name())
                .columns()
                .forEach((column, hint) ->
                        hint.renamedFrom().ifPresent(former -> hints.put(column, former)));
        List<String> names = live.table().columns().stream().map(Column::name).toList();
        return new RenameHints(hints, names)
                .stillToDo((name, former) -> looksLike(live, declared, name, former));
    }

    private static boolean looksLike(
            TableForms live, TableForms declared, String name, String former) {
        String wanted = shape(declared, name);
        return !wanted.isEmpty()
                && shape(live, former).equals(wanted)
                && !shape(live, name).equals(wanted);
    }

    /**
     * A text that differs for different columns, without their names; empty if there is no such
     * column.
     */
    private static String shape(TableForms forms, String name) {
        return forms.table()
                .column(name)
                .map(column ->
                        String.join(
                                "|",
                                forms.type(column),
                                column.notNull().isPresent() ? "not null" : "",
                                forms.defaultValue(column),
                                forms.collation(column)))
                .orElse("");
    }
}
