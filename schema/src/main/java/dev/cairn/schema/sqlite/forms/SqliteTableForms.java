package dev.cairn.schema.sqlite.forms;

import static java.util.stream.Collectors.joining;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.UniqueConstraint;
import dev.cairn.schema.dialect.TableForms;
import dev.cairn.schema.sqlite.text.SqlExpression;
import dev.cairn.schema.sqlite.text.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Texts that are equal exactly if two things of the same table mean the same to SQLite.
 *
 * @param table the table whose columns and collations the things refer to
 * @param columnKeys its columns
 * @param schema the schema the table stands in, for implied keys of other tables
 */
public record SqliteTableForms(Table table, Set<String> columnKeys, Schema schema)
        implements TableForms {

    private static final String NO_COLLATION = "binary";

    /** Returns the forms of what belongs to that table. */
    public static SqliteTableForms of(Table table, Schema schema) {
        Set<String> keys =
                table.columns().stream()
                        .map(column -> Identifier.key(column.name()))
                        .collect(Collectors.toUnmodifiableSet());
        return new SqliteTableForms(table, keys, schema);
    }

    @Override
    public List<String> options() {
        List<String> options = new ArrayList<>();
        if (SqliteTable.strict(table)) {
            options.add("STRICT");
        }
        if (SqliteTable.withoutRowid(table)) {
            options.add("WITHOUT ROWID");
        }
        return options;
    }

    /** Returns the form of a column's type: case and white space do not count. */
    @Override
    public String type(Column column) {
        return SqlExpression.canonical(SqlType.render(column.type()));
    }

    /**
     * Returns the form of a column's NOT NULL; empty if NULL is allowed. The key columns of STRICT
     * and WITHOUT ROWID tables are NOT NULL without saying so.
     */
    @Override
    public String notNull(Column column) {
        return column.notNull()
                .map(constraint -> named(constraint.name()) + constraint.onConflict())
                .orElseGet(() -> isImplicitlyNotNull(column) ? "ABORT" : "");
    }

    /** Returns the form of a column's default; empty if it is NULL, which is what none means. */
    @Override
    public String defaultValue(Column column) {
        String form =
                column.defaultExpression()
                        .map(value -> SqlExpression.canonical(value, Set.of()))
                        .orElse("");
        return form.equals("null") ? "" : form;
    }

    /** Returns the form of a column's collation. */
    @Override
    public String collation(Column column) {
        return column.collation().map(Identifier::key).orElse(NO_COLLATION);
    }

    /** Returns the form of how a column is computed; empty if it is not. */
    @Override
    public String generated(Column column) {
        return column.generated()
                .map(rule -> expression(rule.expression()) + (rule.stored() ? " stored" : ""))
                .orElse("");
    }

    /** Returns the form of the primary key; empty if there is none. */
    @Override
    public String primaryKey() {
        return table.primaryKey().map(this::primaryKey).orElse("");
    }

    private String primaryKey(PrimaryKey key) {
        return named(key.name())
                + terms(key.columns())
                + key.onConflict()
                + (key.autoincrement() ? " autoincrement" : "");
    }

    /** Returns the form of a UNIQUE constraint. */
    @Override
    public String unique(UniqueConstraint unique) {
        return named(unique.name()) + terms(unique.columns()) + unique.onConflict();
    }

    /** Returns the form of a CHECK constraint. */
    @Override
    public String check(CheckConstraint check) {
        return named(check.name()) + expression(check.expression());
    }

    /** Returns the form of a foreign key; one that names no columns refers to the primary key. */
    @Override
    public String foreignKey(ForeignKey key) {
        return named(key.name())
                + keys(key.columns())
                + Identifier.key(key.referencedTable())
                + keys(referencedColumns(key))
                + key.onDelete()
                + " "
                + key.onUpdate()
                + " "
                + key.deferral();
    }

    /** Returns the columns that a foreign key refers to, named by it or implied. */
    public List<String> referencedColumns(ForeignKey key) {
        if (!key.referencedColumns().isEmpty()) {
            return key.referencedColumns();
        }
        Optional<Table> parent =
                Identifier.same(key.referencedTable(), table.name())
                        ? Optional.of(table)
                        : schema.table(key.referencedTable());
        return parent.flatMap(Table::primaryKey).stream()
                .flatMap(primary -> primary.columns().stream())
                .map(IndexedColumn::expression)
                .toList();
    }

    /** Returns the form of an index on the table. */
    @Override
    public String index(Index index) {
        return (index.unique() ? "unique " : "")
                + terms(index.columns())
                + index.where().map(where -> " where " + expression(where)).orElse("");
    }

    private String expression(String sql) {
        return SqlExpression.canonical(sql, columnKeys);
    }

    private String terms(List<IndexedColumn> terms) {
        return terms.stream().map(this::term).collect(joining(", ", "(", ")"));
    }

    private String term(IndexedColumn term) {
        String value =
                term.isColumn() ? Identifier.key(term.expression()) : expression(term.expression());
        return value + " " + collation(term) + (term.descending() ? " desc" : "");
    }

    private String collation(IndexedColumn term) {
        return term.collation()
                .map(Identifier::key)
                .or(() -> columnOf(term).map(this::collation))
                .orElse(NO_COLLATION);
    }

    private Optional<Column> columnOf(IndexedColumn term) {
        return term.isColumn() ? table.column(term.expression()) : Optional.empty();
    }

    private boolean isImplicitlyNotNull(Column column) {
        boolean inKey =
                table.primaryKey().stream()
                        .flatMap(key -> key.columns().stream())
                        .anyMatch(term -> Identifier.same(term.expression(), column.name()));
        boolean numbersRows = SqliteTable.rowidAlias(table).filter(column::equals).isPresent();
        return inKey
                && (SqliteTable.withoutRowid(table) || (SqliteTable.strict(table) && !numbersRows));
    }

    private static String keys(List<String> names) {
        return names.stream().map(Identifier::key).collect(joining(", ", "(", ")"));
    }

    private static String named(Optional<String> name) {
        return name.map(given -> Identifier.key(given) + ": ").orElse("");
    }
}
