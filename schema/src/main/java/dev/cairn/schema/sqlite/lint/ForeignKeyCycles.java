package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Table;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds tables of which none can get a first row, because each needs one of the next. */
final class ForeignKeyCycles {

    private final Catalog catalog;
    private final Findings findings;
    private final Set<String> reported = new HashSet<>();

    ForeignKeyCycles(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void apply() {
        for (Table table : catalog.schema().tables()) {
            if (!reported.contains(Identifier.key(table.name()))) {
                report(wayBack(table, table, new HashSet<>()));
            }
        }
    }

    private void report(List<String> way) {
        if (way.isEmpty()) {
            return;
        }
        way.forEach(name -> reported.add(Identifier.key(name)));
        findings.add(
                LintRule.FOREIGN_KEY_CYCLE,
                way.getFirst(),
                "a row of each of '"
                        + String.join("', '", way)
                        + "' needs one of the next, at once and not NULL; none can be the first",
                "make one of the keys DEFERRABLE INITIALLY DEFERRED, or permit NULL in it");
    }

    /** Returns the tables from one to the target, both in it only once; empty if there is none. */
    private List<String> wayBack(Table from, Table target, Set<String> visited) {
        for (Table next : needed(from)) {
            if (next.equals(target)) {
                return List.of(from.name());
            }
            if (visited.add(Identifier.key(next.name()))) {
                List<String> rest = wayBack(next, target, visited);
                if (!rest.isEmpty()) {
                    List<String> way = new ArrayList<>(List.of(from.name()));
                    way.addAll(rest);
                    return way;
                }
            }
        }
        return List.of();
    }

    /** A row may refer to itself, so a table does not need itself. */
    private List<Table> needed(Table table) {
        return table.foreignKeys().stream()
                .filter(key -> key.deferral() == ForeignKey.Deferral.IMMEDIATE)
                .filter(key -> isAlwaysSet(table, key))
                .filter(key -> !Identifier.same(key.referencedTable(), table.name()))
                .map(key -> catalog.table(key.referencedTable()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isAlwaysSet(Table table, ForeignKey key) {
        return key.columns().stream()
                .allMatch(name -> {
                    Optional<Column> column = table.column(name);
                    return column.filter(c -> Nullability.forbidsNull(table, c)).isPresent();
                });
    }
}
