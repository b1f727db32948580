package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.IndexedColumn;
import dev.cairn.schema.Table;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.sqlite.forms.RealAsText;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Rules for the expressions in CHECKs, defaults, generated columns and indexes. */
final class ExpressionRules {

    private static final Set<String> ROWID_NAMES = Set.of("rowid", "_rowid_", "oid");

    private final Catalog catalog;
    private final Findings findings;

    ExpressionRules(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void apply() {
        for (Table table : catalog.schema().tables()) {
            for (CheckConstraint check : table.checks()) {
                check(table, table.name(), "a CHECK", check.expression());
            }
            table.columns().forEach(column -> checkGenerated(table, column));
            table.columns().forEach(column -> checkRealAsText(table, column));
            DoubleQuotes.inDefaults(table).forEach(text -> reportQuotedDefault(table, text));
        }
        for (Index index : catalog.schema().indexes()) {
            catalog.table(index.table()).ifPresent(table -> checkIndex(table, index));
        }
        DoubleQuotes.inStatements(catalog.schema())
                .forEach((name, text) -> reportString(name, "a string", text));
    }

    private void checkGenerated(Table table, Column column) {
        column.generated()
                .ifPresent(generated ->
                        check(
                                table,
                                table.name() + "." + column.name(),
                                "a generated column",
                                generated.expression()));
    }

    /** A virtual column keeps nothing, unless a key does. */
    private void checkRealAsText(Table table, Column column) {
        boolean stored = column.generated().filter(Column.Generated::stored).isPresent();
        boolean unique =
                table.uniqueConstraints().stream()
                        .flatMap(key -> key.columns().stream())
                        .anyMatch(key -> Identifier.same(key.expression(), column.name()));
        if (stored || unique) {
            RealAsText.in(column, table)
                    .ifPresent(real -> reportReal(table.name() + "." + column.name(), real));
        }
    }

    private void reportReal(String path, String real) {
        findings.add(
                LintRule.REAL_AS_TEXT,
                path,
                "it holds the text of '"
                        + real
                        + "'; SQLite writes a REAL with 15 or 17 digits depending on its version, so"
                        + " another version finds the entry wrong or stores another value",
                "write the number with printf('%.15g', " + real + "), or keep it as a number");
    }

    private void checkIndex(Table table, Index index) {
        RealAsText.in(index, table).ifPresent(real -> reportReal(index.name(), real));
        for (IndexedColumn term : index.columns()) {
            if (term.isColumn()) {
                checkColumn(table, index, term.expression());
            } else {
                checkTerm(table, index, term.expression());
            }
        }
        index.where().ifPresent(where -> check(table, index.name(), "an index", where));
    }

    private void checkColumn(Table table, Index index, String name) {
        if (!isColumn(table, name)) {
            reportString(index.name(), "an index", name);
        }
    }

    /** A string by itself can only have been written in double quotes. */
    private void checkTerm(Table table, Index index, String expression) {
        List<SqlToken> tokens = SqlTokenizer.tokens(expression);
        if (tokens.size() == 1 && tokens.getFirst().kind() == Kind.STRING) {
            reportString(index.name(), "an index", tokens.getFirst().unquoted());
        } else {
            check(table, index.name(), "an index", expression);
        }
    }

    private void check(Table table, String path, String where, String expression) {
        List<SqlToken> tokens = SqlTokenizer.tokens(expression);
        DoubleQuotes.strings(tokens, name -> isColumn(table, name))
                .forEach(text -> reportString(path, where, text));
        Impurity.in(tokens).ifPresent(what -> reportImpure(path, where, what));
        comparisonWithNull(tokens).ifPresent(text -> reportNull(path, where, text));
    }

    private static boolean isColumn(Table table, String name) {
        return table.column(name).isPresent() || ROWID_NAMES.contains(Identifier.key(name));
    }

    private void reportQuotedDefault(Table table, String text) {
        reportString(table.name(), "a default", text);
    }

    private void reportString(String path, String where, String text) {
        findings.add(
                LintRule.DOUBLE_QUOTED_STRING,
                path,
                "\""
                        + text
                        + "\" is no name that is known here, so SQLite reads it as "
                        + (where.equals("a string") ? where : "a string in " + where)
                        + "; a misspelt column would be taken the same way",
                "write the string in single quotes, or correct the name");
    }

    private void reportImpure(String path, String where, String what) {
        findings.add(
                LintRule.NON_DETERMINISTIC_EXPRESSION,
                path,
                where
                        + " uses "
                        + what
                        + ", which gives another value every time; SQLite refuses it when the"
                        + " table is made or at the first write",
                "compute it in a DEFAULT, a trigger or the program");
    }

    private void reportNull(String path, String where, String text) {
        findings.add(
                LintRule.COMPARISON_WITH_NULL,
                path,
                where + " says " + text + ", which is NULL for every row",
                "write IS NULL or IS NOT NULL");
    }

    private static Optional<String> comparisonWithNull(List<SqlToken> tokens) {
        Predicate<SqlToken> comparison =
                token -> token.is("=") || token.is("==") || token.is("<>") || token.is("!=");
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).is("NULL") && comparison.test(tokens.get(i - 1))) {
                return Optional.of(tokens.get(i - 1).text() + " NULL");
            }
        }
        return Optional.empty();
    }
}
