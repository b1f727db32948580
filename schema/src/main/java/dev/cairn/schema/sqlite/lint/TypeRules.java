package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Table;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.sqlite.forms.Affinity;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import dev.cairn.schema.sqlite.text.SqlTokenizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules for the types of columns, of which SQLite takes only the affinity
 * (https://www.sqlite.org/datatype3.html).
 */
final class TypeRules {

    /** A word in which INT stands for a whole number, as it does not in POINT or INTERVAL. */
    private static final Pattern WHOLE_NUMBER =
            Pattern.compile("\\b(U|TINY|SMALL|MEDIUM|BIG|LONG|SHORT)?INT(EGER)?\\d*\\b");

    /** Types that hold texts or bytes elsewhere and become numbers here where they can. */
    private static final Pattern NO_NUMBER =
            Pattern.compile(
                    "STRING|UUID|GUID|JSONB?|XML|ENUM|SET|INET|CIDR|URL|URI|EMAIL|BYTES|BYTEA"
                            + "|(VAR)?BINARY|IMAGE|NAME|HSTORE");

    private static final Pattern DATE =
            Pattern.compile("DATE|TIME|DATETIME\\d?|TIMESTAMP(TZ)?|TIMESTAMP WITH.*|TIME WITH.*");
    private static final Set<String> BOOLEAN = Set.of("BOOL", "BOOLEAN", "BIT");
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL|DEC|MONEY|NUMERIC|NUMBER");

    private final Catalog catalog;
    private final Findings findings;

    TypeRules(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    /** STRICT tables have only types that mean what they say. */
    void apply() {
        for (Table table : catalog.schema().tables()) {
            if (!SqliteTable.strict(table)) {
                table.columns().forEach(column -> check(table, column));
            }
        }
    }

    private void check(Table table, Column column) {
        String path = table.name() + "." + column.name();
        String type = column.type().toUpperCase(Locale.ROOT);
        String word = type.replaceFirst("\\s*\\(.*", "").strip();
        boolean length = type.contains("(");
        if (type.isEmpty()) {
            checkMissing(column, path);
        } else if (DATE.matcher(word).matches()) {
            reportDate(column, path);
        } else if (BOOLEAN.contains(word)) {
            checkBoolean(table, column, path);
        } else if (DECIMAL.matcher(word).matches() && (length || word.equals("MONEY"))) {
            reportDecimal(column, path);
        } else if (isMisleading(word)) {
            reportMisleading(column, path);
        } else if (length && Affinity.of(type, false) == Affinity.TEXT) {
            checkLength(table, column, path);
        }
    }

    private void checkMissing(Column column, String path) {
        if (column.generated().isEmpty()) {
            findings.add(
                    LintRule.MISSING_TYPE,
                    path,
                    "without a type every value is stored as it comes: 1 and '1' are different",
                    "give it a type, or BLOB if that is meant");
        }
    }

    private void reportDate(Column column, String path) {
        findings.add(
                LintRule.DATE_TYPE,
                path,
                column.type()
                        + " has NUMERIC affinity: an ISO text stays a text, but '20240131'"
                        + " becomes a number",
                "use TEXT for ISO 8601 or INTEGER for Unix time, and say which");
    }

    private void checkBoolean(Table table, Column column, String path) {
        if (table.checks().stream().noneMatch(check -> mentions(check, column.name()))) {
            findings.add(
                    LintRule.BOOLEAN_WITHOUT_CHECK,
                    path,
                    column.type() + " is a number to SQLite; 2, -1 and 'yes' are taken as well",
                    "add CHECK (" + Identifier.quote(column.name()) + " IN (0, 1))");
        }
    }

    private void reportDecimal(Column column, String path) {
        findings.add(
                LintRule.DECIMAL_TYPE,
                path,
                column.type()
                        + " keeps neither precision nor scale: fractions are stored as binary"
                        + " floating point, so 0.1 + 0.2 is not 0.3",
                "store the smallest unit as INTEGER, or TEXT");
    }

    private static boolean isMisleading(String word) {
        Affinity affinity = Affinity.of(word, false);
        return (affinity == Affinity.INTEGER && !WHOLE_NUMBER.matcher(word).find())
                || (affinity == Affinity.NUMERIC && NO_NUMBER.matcher(word).matches());
    }

    private void reportMisleading(Column column, String path) {
        findings.add(
                LintRule.MISLEADING_TYPE,
                path,
                column.type()
                        + " has "
                        + Affinity.of(column.type(), false)
                        + " affinity: a text that looks like a number, such as '007' or '1e5',"
                        + " is stored as one",
                "use TEXT, INTEGER, REAL or BLOB");
    }

    private void checkLength(Table table, Column column, String path) {
        boolean enforced =
                table.checks().stream()
                        .anyMatch(check ->
                                mentions(check, column.name()) && mentions(check, "length"));
        if (!enforced) {
            findings.add(
                    LintRule.LENGTH_NOT_ENFORCED,
                    path,
                    "SQLite ignores the length in " + column.type(),
                    "add CHECK (length("
                            + Identifier.quote(column.name())
                            + ") <= ...) if it matters");
        }
    }

    private static boolean mentions(CheckConstraint check, String name) {
        return SqlTokenizer.tokens(check.expression()).stream()
                .anyMatch(token -> token.isName() && Identifier.same(token.unquoted(), name));
    }
}
