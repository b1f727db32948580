package dev.cairn.schema.sqlite.lint;

import static java.util.stream.Collectors.joining;

import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Table;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.sqlite.forms.Affinity;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import dev.cairn.schema.sqlite.forms.SqliteTableForms;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rules for foreign keys (https://www.sqlite.org/foreignkeys.html). */
final class ForeignKeyRules {

    private final Catalog catalog;
    private final Findings findings;

    ForeignKeyRules(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void apply() {
        for (Table table : catalog.schema().tables()) {
            Set<String> seen = new HashSet<>();
            for (ForeignKey key : table.foreignKeys()) {
                checkParent(table, key);
                checkOwnIndex(table, key);
                checkActions(table, key);
                checkRepetition(table, key, seen);
            }
        }
        new ForeignKeyCycles(catalog, findings).apply();
    }

    private void checkParent(Table child, ForeignKey key) {
        Optional<Table> parent = parent(child, key);
        if (parent.isEmpty()) {
            findings.add(
                    LintRule.FOREIGN_KEY_PARENT_MISSING,
                    path(child, key),
                    label(key) + " refers to " + whatIsThere(key.referencedTable()),
                    "refer to an existing table, or create '" + key.referencedTable() + "'");
            return;
        }
        List<String> referenced =
                SqliteTableForms.of(child, catalog.schema()).referencedColumns(key);
        if (checkColumns(child, key, parent.get(), referenced)) {
            checkUnique(child, key, parent.get(), referenced);
            checkTypes(child, key, parent.get(), referenced);
        }
    }

    private Optional<Table> parent(Table child, ForeignKey key) {
        return Identifier.same(key.referencedTable(), child.name())
                ? Optional.of(child)
                : catalog.table(key.referencedTable());
    }

    private String whatIsThere(String name) {
        if (catalog.view(name).isPresent()) {
            return "'" + name + "', which is a view; a foreign key needs a table";
        }
        if (catalog.virtualTable(name).isPresent()) {
            return "'" + name + "', which is a virtual table; a foreign key needs an ordinary one";
        }
        return "table '" + name + "', which does not exist; every insert of a key fails";
    }

    private boolean checkColumns(
            Table child, ForeignKey key, Table parent, List<String> referenced) {
        Optional<String> problem = Optional.empty();
        if (referenced.isEmpty()) {
            problem = Optional.of("names no columns, and the table has no primary key");
        } else if (referenced.size() != key.columns().size()) {
            problem = Optional.of("refers to " + referenced.size() + " columns");
        } else {
            problem =
                    referenced.stream()
                            .filter(name -> parent.column(name).isEmpty())
                            .findFirst()
                            .map(name -> "refers to column '" + name + "', which does not exist");
        }
        problem.ifPresent(text ->
                findings.add(
                        LintRule.FOREIGN_KEY_COLUMN_MISSING,
                        path(child, key),
                        label(key) + " " + text + "; every write then fails",
                        "name the key columns of '" + parent.name() + "'"));
        return problem.isEmpty();
    }

    private void checkUnique(Table child, ForeignKey key, Table parent, List<String> referenced) {
        boolean unique =
                catalog.keys(parent).stream()
                        .anyMatch(candidate -> candidate.identifies(referenced));
        if (!unique) {
            findings.add(
                    LintRule.FOREIGN_KEY_PARENT_NOT_UNIQUE,
                    path(child, key),
                    label(key)
                            + " refers to columns without a primary key or UNIQUE of exactly"
                            + " these columns; writes fail with 'foreign key mismatch'",
                    "add UNIQUE ("
                            + String.join(", ", referenced)
                            + ") to '"
                            + parent.name()
                            + "'");
        }
    }

    private void checkTypes(Table child, ForeignKey key, Table parent, List<String> referenced) {
        for (int i = 0; i < referenced.size(); i++) {
            Optional<Column> own = child.column(key.columns().get(i));
            Column other = parent.column(referenced.get(i)).orElseThrow();
            if (own.isPresent() && differ(own.get(), child, other, parent)) {
                findings.add(
                        LintRule.FOREIGN_KEY_TYPE_MISMATCH,
                        child.name() + "." + own.get().name(),
                        type(own.get())
                                + " refers to "
                                + type(other)
                                + "; values are stored in different forms and joins convert them",
                        "give both columns the same type");
            }
        }
    }

    private static boolean differ(Column own, Table child, Column other, Table parent) {
        return Affinity.of(own.type(), SqliteTable.strict(child))
                != Affinity.of(other.type(), SqliteTable.strict(parent));
    }

    private static String type(Column column) {
        return "'"
                + column.name()
                + "' ("
                + (column.type().isEmpty() ? "no type" : column.type())
                + ")";
    }

    private void checkOwnIndex(Table child, ForeignKey key) {
        boolean served =
                catalog.keys(child).stream().anyMatch(candidate -> candidate.finds(key.columns()));
        if (!served) {
            findings.add(
                    LintRule.FOREIGN_KEY_WITHOUT_INDEX,
                    path(child, key),
                    label(key)
                            + " has no index that begins with its columns; every delete and"
                            + " key update in '"
                            + key.referencedTable()
                            + "' reads all of '"
                            + child.name()
                            + "'",
                    "CREATE INDEX ... ON "
                            + Identifier.quote(child.name())
                            + key.columns().stream()
                                    .map(Identifier::quote)
                                    .collect(joining(", ", " (", ")")));
        }
    }

    private void checkActions(Table child, ForeignKey key) {
        checkAction(child, key, key.onDelete(), "ON DELETE");
        checkAction(child, key, key.onUpdate(), "ON UPDATE");
    }

    private void checkAction(Table child, ForeignKey key, ForeignKey.Action action, String event) {
        for (String name : key.columns()) {
            Optional<Column> column = child.column(name);
            boolean notNull = column.filter(c -> Nullability.forbidsNull(child, c)).isPresent();
            boolean setsNull =
                    switch (action) {
                        case SET_NULL -> true;
                        case SET_DEFAULT -> column.flatMap(Column::defaultExpression).isEmpty();
                        case NO_ACTION, RESTRICT, CASCADE -> false;
                    };
            if (notNull && setsNull) {
                findings.add(
                        LintRule.FOREIGN_KEY_SETS_NOT_NULL,
                        child.name() + "." + name,
                        event
                                + " "
                                + action.name().replace('_', ' ')
                                + " gives NULL to a NOT NULL column; the statement on '"
                                + key.referencedTable()
                                + "' fails",
                        "permit NULL, or choose CASCADE or RESTRICT");
            }
        }
    }

    private void checkRepetition(Table child, ForeignKey key, Set<String> seen) {
        ForeignKey unnamed =
                new ForeignKey(
                        Optional.empty(),
                        key.columns(),
                        key.referencedTable(),
                        key.referencedColumns(),
                        ForeignKey.Action.NO_ACTION,
                        ForeignKey.Action.NO_ACTION,
                        ForeignKey.Deferral.IMMEDIATE);
        if (!seen.add(SqliteTableForms.of(child, catalog.schema()).foreignKey(unnamed))) {
            findings.add(
                    LintRule.FOREIGN_KEY_DUPLICATE,
                    path(child, key),
                    label(key) + " is declared more than once; every write checks it each time",
                    "keep one of them");
        }
    }

    private static String path(Table child, ForeignKey key) {
        return key.columns().size() == 1
                ? child.name() + "." + key.columns().getFirst()
                : child.name();
    }

    private static String label(ForeignKey key) {
        return "the foreign key ("
                + String.join(", ", key.columns())
                + ") to '"
                + key.referencedTable()
                + "'";
    }
}
