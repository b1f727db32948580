package dev.cairn.schema.sqlite;

import static java.util.stream.Collectors.joining;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ConflictAction;
import dev.cairn.schema.EngineObject;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.OpaqueObject;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.UniqueConstraint;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.dialect.Rendering;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import dev.cairn.schema.sqlite.text.SqlText;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import dev.cairn.schema.sqlite.text.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes objects as CREATE statements: what {@link dev.cairn.schema.sqlite.text.CreateStatement}
 * reads back as the same object. Names are always quoted, expressions always in parentheses.
 */
public final class SqliteRendering implements Rendering {

    /** The one instance; it has no state. */
    public static final SqliteRendering INSTANCE = new SqliteRendering();

    private SqliteRendering() {}

    @Override
    public String render(SchemaObject object) {
        return switch (object) {
            case Table table -> table(table);
            case VirtualTable virtualTable -> virtualTable(virtualTable);
            case Index index -> index(index);
            case View view -> view.sql();
            case Trigger trigger -> trigger.sql();
            case OpaqueObject opaque -> opaque.sql();
            case EngineObject foreign -> foreign.sql();
        };
    }

    @Override
    public String table(Table table, Function<Column, String> lead) {
        List<String> parts = new ArrayList<>();
        Optional<PrimaryKey> atColumn = table.primaryKey().filter(SqliteRendering::fitsColumn);
        for (Column column : table.columns()) {
            parts.add(
                    lead.apply(column)
                            + column(column)
                            + atColumn.filter(key -> isOn(key, column))
                                    .map(key -> " " + columnKey(key))
                                    .orElse(""));
        }
        table.primaryKey()
                .filter(key -> !fitsColumn(key))
                .ifPresent(key -> parts.add(primaryKey(key)));
        table.uniqueConstraints().forEach(unique -> parts.add(unique(unique)));
        table.checks().forEach(check -> parts.add(check(check)));
        table.foreignKeys().forEach(key -> parts.add(foreignKey(key)));
        return "CREATE TABLE "
                + Identifier.quote(table.name())
                + parts.stream().collect(joining(",\n    ", " (\n    ", "\n)"))
                + options(table);
    }

    @Override
    public String column(Column column) {
        StringBuilder text = new StringBuilder(Identifier.quote(column.name()));
        if (!column.type().isEmpty()) {
            text.append(' ').append(SqlType.render(column.type()));
        }
        column.notNull()
                .ifPresent(notNull ->
                        text.append(' ')
                                .append(named(notNull.name()))
                                .append("NOT NULL")
                                .append(conflict(notNull.onConflict())));
        column.defaultExpression()
                .ifPresent(value -> text.append(" DEFAULT ").append(defaultValue(value)));
        column.collation()
                .ifPresent(name -> text.append(" COLLATE ").append(Identifier.quote(name)));
        column.generated()
                .ifPresent(generated ->
                        text.append(" GENERATED ALWAYS AS ")
                                .append(SqlText.inParentheses(generated.expression()))
                                .append(generated.stored() ? " STORED" : " VIRTUAL"));
        return text.toString();
    }

    @Override
    public String primaryKey(PrimaryKey key) {
        return named(key.name())
                + "PRIMARY KEY ("
                + key.columns().stream().map(SqliteRendering::term).collect(joining(", "))
                + (key.autoincrement() ? " AUTOINCREMENT)" : ")")
                + conflict(key.onConflict());
    }

    @Override
    public String unique(UniqueConstraint unique) {
        return named(unique.name())
                + "UNIQUE "
                + terms(unique.columns())
                + conflict(unique.onConflict());
    }

    @Override
    public String check(CheckConstraint check) {
        return named(check.name()) + "CHECK " + SqlText.inParentheses(check.expression());
    }

    @Override
    public String foreignKey(ForeignKey key) {
        return named(key.name()) + "FOREIGN KEY " + names(key.columns()) + " " + references(key);
    }

    /** Returns a foreign key of one column as it stands at that column. */
    public String columnForeignKey(ForeignKey key) {
        return named(key.name()) + references(key);
    }

    private static String references(ForeignKey key) {
        return "REFERENCES "
                + Identifier.quote(key.referencedTable())
                + (key.referencedColumns().isEmpty() ? "" : " " + names(key.referencedColumns()))
                + action(" ON DELETE ", key.onDelete())
                + action(" ON UPDATE ", key.onUpdate())
                + deferral(key.deferral());
    }

    /** Returns the CREATE INDEX statement of an index. */
    private static String index(Index index) {
        return "CREATE "
                + (index.unique() ? "UNIQUE INDEX " : "INDEX ")
                + Identifier.quote(index.name())
                + " ON "
                + Identifier.quote(index.table())
                + " "
                + terms(index.columns())
                + index.where().map(where -> " WHERE " + where).orElse("");
    }

    /** Returns the CREATE VIRTUAL TABLE statement of a virtual table. */
    private static String virtualTable(VirtualTable table) {
        return "CREATE VIRTUAL TABLE "
                + Identifier.quote(table.name())
                + " USING "
                + SqlText.name(table.module())
                + (table.arguments().isEmpty()
                        ? ""
                        : table.arguments().stream().collect(joining(", ", "(", ")")));
    }

    /** Returns the terms of a key or an index in parentheses. */
    private static String terms(List<IndexedColumn> columns) {
        return columns.stream().map(SqliteRendering::term).collect(joining(", ", "(", ")"));
    }

    private static String term(IndexedColumn term) {
        return value(term)
                + term.collation().map(name -> " COLLATE " + Identifier.quote(name)).orElse("")
                + (term.descending() ? " DESC" : "");
    }

    /**
     * In an index SQLite takes a string by itself only in double quotes, and in single quotes for a
     * column's name.
     */
    private static String value(IndexedColumn term) {
        if (term.isColumn()) {
            return Identifier.quote(term.expression());
        }
        List<SqlToken> tokens = SqlTokenizer.tokens(term.expression());
        return tokens.size() == 1 && tokens.getFirst().kind() == SqlToken.Kind.STRING
                ? Identifier.quote(tokens.getFirst().unquoted())
                : SqlText.inParentheses(term.expression());
    }

    /** DESC and AUTOINCREMENT mean what they should only at the column. */
    private static boolean fitsColumn(PrimaryKey key) {
        return key.columns().size() == 1 && key.columns().getFirst().collation().isEmpty();
    }

    private static boolean isOn(PrimaryKey key, Column column) {
        return Identifier.same(key.columns().getFirst().expression(), column.name());
    }

    private static String columnKey(PrimaryKey key) {
        return named(key.name())
                + "PRIMARY KEY"
                + (key.columns().getFirst().descending() ? " DESC" : "")
                + conflict(key.onConflict())
                + (key.autoincrement() ? " AUTOINCREMENT" : "");
    }

    private static String options(Table table) {
        List<String> options = new ArrayList<>();
        if (SqliteTable.strict(table)) {
            options.add("STRICT");
        }
        if (SqliteTable.withoutRowid(table)) {
            options.add("WITHOUT ROWID");
        }
        return options.isEmpty() ? "" : " " + String.join(", ", options);
    }

    /**
     * A single literal stays bare, so that ALTER TABLE ADD COLUMN takes it for the constant it is.
     */
    private static String defaultValue(String expression) {
        List<SqlToken> tokens = SqlTokenizer.tokens(expression);
        int first = tokens.getFirst().is("-") || tokens.getFirst().is("+") ? 1 : 0;
        boolean literal =
                tokens.size() == first + 1
                        && switch (tokens.get(first).kind()) {
                            case STRING, NUMBER, BLOB -> true;
                            case WORD -> first == 0;
                            case QUOTED_NAME, PARAMETER, SYMBOL, COMMENT, END -> false;
                        };
        return literal && !expression.contains("--")
                ? expression
                : SqlText.inParentheses(expression);
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Identifier::quote).collect(joining(", ", "(", ")"));
    }

    private static String named(Optional<String> name) {
        return name.map(given -> "CONSTRAINT " + Identifier.quote(given) + " ").orElse("");
    }

    private static String conflict(ConflictAction action) {
        return action == ConflictAction.ABORT ? "" : " ON CONFLICT " + action;
    }

    private static String action(String event, ForeignKey.Action action) {
        return action == ForeignKey.Action.NO_ACTION ? "" : event + action.name().replace('_', ' ');
    }

    private static String deferral(ForeignKey.Deferral deferral) {
        return switch (deferral) {
            case IMMEDIATE -> "";
            case DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
    }
}
