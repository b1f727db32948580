package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.SchemaObject;
import dev.cairn.schema.Table;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import dev.cairn.schema.sqlite.forms.SqliteTable;
import dev.cairn.schema.sqlite.text.SqlKeywords;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rules for names. */
final class NameRules {

    private static final Pattern BARE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final List<String> ROWID_NAMES = List.of("rowid", "_rowid_", "oid");

    private final Catalog catalog;
    private final Findings findings;

    NameRules(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void apply() {
        Map<String, String> spellings = new HashMap<>();
        objects()
                .forEach(object -> {
                    checkName(object.name(), object.name());
                    checkSpelling(spellings, object.name(), "");
                });
        for (Table table : catalog.schema().tables()) {
            checkColumns(table);
            checkRowid(table);
        }
    }

    private Stream<SchemaObject> objects() {
        return Stream.of(
                        catalog.schema().tables(),
                        catalog.schema().virtualTables(),
                        catalog.schema().indexes(),
                        catalog.schema().views(),
                        catalog.schema().triggers())
                .flatMap(List::stream);
    }

    private void checkColumns(Table table) {
        Map<String, String> spellings = new HashMap<>();
        for (Column column : table.columns()) {
            checkName(column.name(), table.name() + "." + column.name());
            checkSpelling(spellings, column.name(), table.name() + ".");
        }
    }

    private void checkName(String name, String path) {
        if (SqlKeywords.isReserved(name)) {
            findings.add(
                    LintRule.RESERVED_NAME,
                    path,
                    "'"
                            + name
                            + "' is a reserved word; without quotes it is a syntax error, or"
                            + " something else",
                    "choose another name");
        } else if (!BARE.matcher(name).matches()) {
            findings.add(
                    LintRule.AWKWARD_NAME,
                    path,
                    "'" + name + "' is a name only in quotes",
                    "use letters, digits and _, and begin with a letter");
        }
    }

    /** SQLite folds only ASCII letters, and a trigger may have the name of a table. */
    private void checkSpelling(Map<String, String> spellings, String name, String prefix) {
        String other = spellings.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (other != null && !other.equals(name)) {
            findings.add(
                    LintRule.SIMILAR_NAMES,
                    prefix + name,
                    "'" + name + "' and '" + other + "' differ only by case",
                    "spell them alike, or give one another name");
        }
    }

    private void checkRowid(Table table) {
        boolean hidden =
                !SqliteTable.withoutRowid(table)
                        && SqliteTable.rowidAlias(table).isEmpty()
                        && ROWID_NAMES.stream().allMatch(name -> table.column(name).isPresent());
        boolean misnamed =
                !SqliteTable.withoutRowid(table)
                        && table.column("rowid").isPresent()
                        && SqliteTable.rowidAlias(table)
                                .filter(column -> Identifier.same(column.name(), "rowid"))
                                .isEmpty();
        if (hidden || misnamed) {
            findings.add(
                    LintRule.ROWID_SHADOWED,
                    table.name(),
                    hidden
                            ? "rowid, _rowid_ and oid are ordinary columns here, so the row id"
                                    + " cannot be read, and a rebuild cannot keep it"
                            : "'rowid' is an ordinary column here, not the row id",
                    "rename the columns, or declare an INTEGER PRIMARY KEY");
        }
    }
}
