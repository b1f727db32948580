package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.Table;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.sqlite.forms.Affinity;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import dev.cairn.schema.sqlite.text.SqlToken;
import dev.cairn.schema.sqlite.text.SqlToken.Kind;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Rules for the defaults of columns. */
final class DefaultRules {

    private static final Pattern LOOKS_LIKE_EXPRESSION =
            Pattern.compile(
                    "NULL|TRUE|FALSE|CURRENT_(DATE|TIME|TIMESTAMP)|NOW\\(\\)"
                            + "|(DATE|TIME|DATETIME|JULIANDAY|UNIXEPOCH|STRFTIME|RANDOM"
                            + "|RANDOMBLOB|HEX|LOWER)\\(.*\\)");

    private final Catalog catalog;
    private final Findings findings;

    DefaultRules(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void apply() {
        for (Table table : catalog.schema().tables()) {
            for (Column column : table.columns()) {
                column.defaultExpression().ifPresent(value -> check(table, column, value));
            }
        }
    }

    private void check(Table table, Column column, String value) {
        String path = table.name() + "." + column.name();
        List<SqlToken> tokens = SqlTokenizer.tokens(value);
        if (tokens.size() == 1 && tokens.getFirst().is("NULL")) {
            checkNull(table, column, path);
        } else if (tokens.size() == 1 && tokens.getFirst().kind() == Kind.STRING) {
            checkString(table, column, tokens.getFirst().unquoted(), path);
        }
        table.checks().stream()
                .filter(check -> ConstantCheck.fails(check.expression(), column, value))
                .forEach(check -> reportCheck(check, value, path));
    }

    private void checkNull(Table table, Column column, String path) {
        if (Nullability.forbidsNull(table, column)) {
            findings.add(
                    LintRule.DEFAULT_BREAKS_NOT_NULL,
                    path,
                    "DEFAULT NULL on a NOT NULL column makes every insert without it fail",
                    "give another default, or none");
        }
    }

    private void checkString(Table table, Column column, String text, String path) {
        if (LOOKS_LIKE_EXPRESSION.matcher(text.strip().toUpperCase(Locale.ROOT)).matches()) {
            findings.add(
                    LintRule.QUOTED_DEFAULT_EXPRESSION,
                    path,
                    "the default is the text '" + text + "', not what it would compute",
                    "write DEFAULT (" + text + ") without quotes");
            return;
        }
        Affinity affinity = Affinity.of(column.type(), SqliteTable.strict(table));
        boolean number = affinity == Affinity.INTEGER || affinity == Affinity.REAL;
        if (number && !ConstantCheck.isNumber(text)) {
            findings.add(
                    LintRule.DEFAULT_OF_OTHER_TYPE,
                    path,
                    "the default '"
                            + text
                            + "' is a text in a column of type "
                            + column.type()
                            + (SqliteTable.strict(table) ? "; every insert without it fails" : ""),
                    "give a number");
        }
    }

    private void reportCheck(CheckConstraint check, String value, String path) {
        findings.add(
                LintRule.DEFAULT_BREAKS_CHECK,
                path,
                "the default "
                        + value
                        + " breaks CHECK ("
                        + check.expression()
                        + "); every insert that leaves the column out fails",
                "choose a default that the CHECK allows");
    }
}
