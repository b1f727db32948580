package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Column;
import dev.cairn.schema.ConflictAction;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.PrimaryKey;
import dev.cairn.schema.Table;
import dev.cairn.schema.UniqueConstraint;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.sqlite.forms.Affinity;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Rules for primary and unique keys. */
final class KeyRules {

    /** SQLite advises rows under a twentieth of a page; so many columns seldom fit. */
    private static final int MANY_COLUMNS = 12;

    private final Catalog catalog;
    private final Findings findings;

    KeyRules(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void apply() {
        for (Table table : catalog.schema().tables()) {
            table.primaryKey()
                    .ifPresentOrElse(key -> checkPrimaryKey(table, key), () -> reportNoKey(table));
            table.uniqueConstraints().forEach(unique -> checkUnique(table, unique));
            checkNotNullConflicts(table);
            if (SqliteTable.withoutRowid(table)) {
                checkWithoutRowid(table);
            }
        }
    }

    private void reportNoKey(Table table) {
        boolean keyed =
                catalog.keys(table).stream().anyMatch(key -> key.unique() && key.where().isEmpty());
        findings.add(
                LintRule.NO_PRIMARY_KEY,
                table.name(),
                "the table has no primary key"
                        + (keyed
                                ? ", only other unique keys"
                                : "; the same row can be stored twice"),
                "declare a primary key, such as id INTEGER PRIMARY KEY");
    }

    private void checkPrimaryKey(Table table, PrimaryKey key) {
        checkConflict(table, key.onConflict(), "PRIMARY KEY");
        if (key.autoincrement()) {
            findings.add(
                    LintRule.NEEDLESS_AUTOINCREMENT,
                    table.name(),
                    "AUTOINCREMENT writes sqlite_sequence at every insert; without it an id is"
                            + " used again only if the row with the highest one was deleted",
                    "drop AUTOINCREMENT unless ids must never be used again");
        }
        boolean alias = SqliteTable.rowidAlias(table).isPresent();
        if (!alias && !SqliteTable.withoutRowid(table)) {
            checkWholeNumberKey(table, key);
            key.columns().forEach(term -> checkNullable(table, term));
        }
    }

    private void checkWholeNumberKey(Table table, PrimaryKey key) {
        if (key.columns().size() != 1) {
            return;
        }
        IndexedColumn term = key.columns().getFirst();
        Optional<Column> column =
                table.column(term.expression())
                        .filter(c -> Affinity.of(c.type(), false) == Affinity.INTEGER);
        column.ifPresent(c ->
                findings.add(
                        LintRule.INTEGER_KEY_NOT_ROWID,
                        table.name() + "." + c.name(),
                        "only the exact type INTEGER, ascending, makes a key the row id;"
                                + " '"
                                + c.type()
                                + (term.descending() ? " PRIMARY KEY DESC" : " PRIMARY KEY")
                                + "' has a second index and does not number rows",
                        "write INTEGER PRIMARY KEY"));
    }

    private void checkNullable(Table table, IndexedColumn term) {
        table.column(term.expression())
                .filter(column -> !Nullability.forbidsNull(table, column))
                .ifPresent(column ->
                        findings.add(
                                LintRule.NULLABLE_PRIMARY_KEY,
                                table.name() + "." + column.name(),
                                "SQLite lets a primary key hold NULL, in any number of"
                                        + " rows, unless the column is NOT NULL",
                                "add NOT NULL to '" + column.name() + "'"));
    }

    private void checkUnique(Table table, UniqueConstraint unique) {
        checkConflict(table, unique.onConflict(), "UNIQUE");
        List<Column> nullable =
                unique.columns().stream()
                        .map(term -> table.column(term.expression()))
                        .flatMap(Optional::stream)
                        .filter(column -> !Nullability.forbidsNull(table, column))
                        .toList();
        for (Column column : nullable) {
            findings.add(
                    LintRule.NULLABLE_UNIQUE,
                    table.name() + "." + column.name(),
                    "two NULLs are never the same, so UNIQUE does not prevent rows that are alike"
                            + " but for a NULL here",
                    "add NOT NULL if every row has a value");
        }
    }

    private void checkNotNullConflicts(Table table) {
        for (Column column : table.columns()) {
            column.notNull()
                    .ifPresent(notNull -> checkConflict(table, notNull.onConflict(), "NOT NULL"));
        }
    }

    private void checkConflict(Table table, ConflictAction action, String constraint) {
        String effect =
                switch (action) {
                    case REPLACE -> "deletes the rows that stand in the way, without triggers";
                    case IGNORE -> "drops the new row and reports success";
                    case ABORT, ROLLBACK, FAIL -> "";
                };
        if (!effect.isEmpty() && !(action == ConflictAction.REPLACE && isNotNull(constraint))) {
            findings.add(
                    LintRule.CONFLICT_CLAUSE_DROPS_ROWS,
                    table.name(),
                    constraint + " ON CONFLICT " + action + " " + effect,
                    "say so at the statement that wants it: INSERT OR " + action + " or an upsert");
        }
    }

    /** There REPLACE means the default value, and nothing is lost. */
    private static boolean isNotNull(String constraint) {
        return constraint.equals("NOT NULL");
    }

    private void checkWithoutRowid(Table table) {
        boolean blobs =
                table.columns().stream()
                        .anyMatch(c -> c.type().toUpperCase(Locale.ROOT).contains("BLOB"));
        if (blobs || table.columns().size() > MANY_COLUMNS) {
            findings.add(
                    LintRule.WITHOUT_ROWID_LARGE_ROWS,
                    table.name(),
                    (blobs ? "BLOB columns" : table.columns().size() + " columns")
                            + " in a WITHOUT ROWID table: whole rows stand in the inner pages of"
                            + " the key's tree, which is slow when they are large",
                    "leave WITHOUT ROWID away, or keep the large columns in another table");
        }
        boolean integerKey =
                table.primaryKey()
                        .filter(key -> key.columns().size() == 1)
                        .flatMap(key -> table.column(key.columns().getFirst().expression()))
                        .filter(column -> Identifier.same(column.type(), "INTEGER"))
                        .isPresent();
        if (integerKey) {
            findings.add(
                    LintRule.WITHOUT_ROWID_INTEGER_KEY,
                    table.name(),
                    "an INTEGER key is stored and found faster as the row id",
                    "leave WITHOUT ROWID away");
        }
    }
}
