package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Index;
import dev.cairn.schema.Table;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import java.util.List;

/** Rules for indexes. */
final class IndexRules {

    private final Catalog catalog;
    private final Findings findings;

    IndexRules(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void apply() {
        for (Table table : catalog.schema().tables()) {
            List<TableKey> keys = catalog.keys(table);
            for (int i = 0; i < keys.size(); i++) {
                checkKey(table, keys, i);
            }
        }
    }

    /** Of two that serve the same, the later one is redundant. */
    private void checkKey(Table table, List<TableKey> keys, int position) {
        TableKey key = keys.get(position);
        for (int i = 0; i < keys.size(); i++) {
            TableKey other = keys.get(i);
            if (i != position
                    && makesRedundant(other, key)
                    && (i < position || !makesRedundant(key, other))) {
                report(table, key, other);
                return;
            }
        }
    }

    private static boolean makesRedundant(TableKey other, TableKey key) {
        return key.unique()
                ? key.isEnforcedBy(other) && key.isServedBy(other)
                : key.isServedBy(other);
    }

    private void report(Table table, TableKey key, TableKey other) {
        boolean same = key.terms().size() == other.terms().size();
        findings.add(
                LintRule.REDUNDANT_INDEX,
                key.index().map(Index::name).orElse(table.name()),
                key.label()
                        + (same ? " has the same terms as " : " is the beginning of ")
                        + other.label()
                        + " of '"
                        + table.name()
                        + "'; it costs space and time at every write and finds nothing more",
                key.index()
                        .map(index -> "DROP INDEX " + index.name())
                        .orElse("drop " + key.label() + " from the table"));
    }
}
