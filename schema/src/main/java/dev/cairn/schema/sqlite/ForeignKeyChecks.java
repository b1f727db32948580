package dev.cairn.schema.sqlite;

import static dev.cairn.schema.Identifier.quote;
import static java.util.stream.Collectors.joining;

import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.plan.DataCheck;
import dev.cairn.schema.sqlite.forms.SqliteTableForms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What rows must be asked whose foreign keys are new, or refer to keys that get other values. Rows
 * that refer to nothing already are the business of new keys only.
 */
final class ForeignKeyChecks {

    private final Schema target;
    private final Function<String, Optional<TableMove>> moves;

    /**
     * Prepares the questions.
     *
     * @param target the schema as it will be
     * @param moves how the rows of tables change, by declared name
     */
    ForeignKeyChecks(Schema target, Function<String, Optional<TableMove>> moves) {
        this.target = target;
        this.moves = moves;
    }

    /** Returns the question whether every row finds what a key of its table refers to. */
    Optional<DataCheck> newKey(TableMove child, ForeignKey key) {
        return parentColumns(child.target(), key)
                .map(parentColumns ->
                        new RowProjection(child)
                                .question(
                                        "make " + name(child, key) + key.referencedTable(),
                                        "refer to a row that does not exist",
                                        "add the missing rows to '"
                                                + key.referencedTable()
                                                + "', or fix the rows first",
                                        key.columns(),
                                        present(key)
                                                + values(key, parentColumns)
                                                + " NOT IN ("
                                                + parentRows(key, parentColumns)
                                                + ")"));
    }

    /** Returns the questions whether rows of other tables still find the rows of this one. */
    List<DataCheck> changedParent(TableMove parent) {
        List<DataCheck> checks = new ArrayList<>();
        for (Table child : target.tables()) {
            for (ForeignKey key : child.foreignKeys()) {
                if (Identifier.same(key.referencedTable(), parent.target().name())) {
                    moves.apply(child.name())
                            .filter(move -> keepsValues(move, key))
                            .flatMap(move -> changedParent(move, key, parent))
                            .ifPresent(checks::add);
                }
            }
        }
        return checks;
    }

    private static boolean keepsValues(TableMove child, ForeignKey key) {
        return key.columns().stream()
                .flatMap(name -> child.target().column(name).stream())
                .noneMatch(child::changesValue);
    }

    private Optional<DataCheck> changedParent(TableMove child, ForeignKey key, TableMove parent) {
        return parentColumns(child.target(), key)
                .filter(columns -> changes(columns, parent))
                .map(columns ->
                        new RowProjection(child)
                                .question(
                                        "let " + name(child, key) + key.referencedTable(),
                                        "would refer to a row that does not exist any more",
                                        "change the rows that refer to it too",
                                        key.columns(),
                                        present(key)
                                                + values(key, columns)
                                                + " NOT IN ("
                                                + parentRows(key, columns)
                                                + ") AND "
                                                + values(key, columns)
                                                + " IN ("
                                                + formerRows(columns, parent)
                                                + ")"));
    }

    private static boolean changes(List<String> columns, TableMove parent) {
        List<Column> found =
                columns.stream().flatMap(name -> parent.target().column(name).stream()).toList();
        return found.size() == columns.size()
                && found.stream().allMatch(column -> parent.origin(column).isPresent())
                && found.stream().anyMatch(parent::changesValue);
    }

    private static String formerRows(List<String> columns, TableMove parent) {
        return columns.stream()
                .flatMap(name -> parent.target().column(name).stream())
                .map(column -> quote(parent.originalName(column)))
                .collect(joining(", ", "SELECT ", " FROM " + quote(parent.original().name())));
    }

    private Optional<List<String>> parentColumns(Table child, ForeignKey key) {
        return Optional.of(SqliteTableForms.of(child, target).referencedColumns(key))
                .filter(columns -> columns.size() == key.columns().size());
    }

    private static String name(TableMove child, ForeignKey key) {
        return child.target().name() + "(" + String.join(", ", key.columns()) + ") refer to ";
    }

    /** A key with a NULL in it refers to nothing. */
    private static String present(ForeignKey key) {
        return key.columns().stream()
                .map(column -> quote(column) + " IS NOT NULL AND ")
                .collect(joining());
    }

    /** Keys compare under the collation of the parent's columns. */
    private String values(ForeignKey key, List<String> parentColumns) {
        Optional<TableMove> parent = moves.apply(key.referencedTable());
        List<String> values = new ArrayList<>();
        for (int i = 0; i < parentColumns.size(); i++) {
            String parentColumn = parentColumns.get(i);
            String collation =
                    parent.flatMap(to -> to.target().column(parentColumn))
                            .flatMap(Column::collation)
                            .orElse("BINARY");
            values.add(quote(key.columns().get(i)) + " COLLATE " + quote(collation));
        }
        return values.stream().collect(joining(", ", "(", ")"));
    }

    private String parentRows(ForeignKey key, List<String> parentColumns) {
        return moves.apply(key.referencedTable())
                .map(to ->
                        parentColumns.stream()
                                        .map(Identifier::quote)
                                        .collect(joining(", ", "SELECT ", ""))
                                + " FROM "
                                + new RowProjection(to).from()
                                + parentColumns.stream()
                                        .map(name -> quote(name) + " IS NOT NULL")
                                        .collect(joining(" AND ", " WHERE ", "")))
                .orElse(
                        key.columns().stream()
                                .map(column -> "NULL")
                                .collect(joining(", ", "SELECT ", " WHERE 0")));
    }
}
