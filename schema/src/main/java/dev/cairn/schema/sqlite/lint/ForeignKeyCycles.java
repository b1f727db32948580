package dev.cairn.schema.sqlite.lint;

import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Table;
import dev.cairn.schema.lint.Findings;
import dev.cairn.schema.lint.LintRule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds tables of which none can get a first row, because each needs one of the next. */
final class ForeignKeyCycles {

    private static final int MOST_NAMED = 10;

    private final Catalog catalog;
    private final Findings findings;
    private final Set<String> reported = new HashSet<>();

    ForeignKeyCycles(Catalog catalog, Findings findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void apply() {
        List<Table> tables = catalog.schema().tables();
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < tables.size(); i++) {
            numbers.put(Identifier.key(tables.get(i).name()), i);
        }
        int[][] needed = new int[tables.size()][];
        for (int i = 0; i < needed.length; i++) {
            needed[i] =
                    needed(tables.get(i))
                            .mapToInt(table -> numbers.get(Identifier.key(table.name())))
                            .toArray();
        }
        Circles circles = new Circles(needed);
        boolean[] members = circles.members();
        for (int i = 0; i < members.length; i++) {
            if (members[i] && !reported.contains(Identifier.key(tables.get(i).name()))) {
                report(
                        circles.through(i).stream()
                                .map(number -> tables.get(number).name())
                                .toList());
            }
        }
    }

    private void report(List<String> way) {
        way.forEach(name -> reported.add(Identifier.key(name)));
        findings.add(
                LintRule.FOREIGN_KEY_CYCLE,
                way.getFirst(),
                "a row of each of '"
                        + String.join("', '", way.subList(0, Math.min(way.size(), MOST_NAMED)))
                        + "'"
                        + (way.size() > MOST_NAMED
                                ? " and %,d more".formatted(way.size() - MOST_NAMED)
                                : "")
                        + " needs one of the next, at once and not NULL; none can be the first",
                "make one of the keys DEFERRABLE INITIALLY DEFERRED, or permit NULL in it");
    }

    /** A row may refer to itself, so a table does not need itself. */
    private Stream<Table> needed(Table table) {
        return table.foreignKeys().stream()
                .filter(key -> key.deferral() == ForeignKey.Deferral.IMMEDIATE)
                .filter(key -> isAlwaysSet(table, key))
                .filter(key -> !Identifier.same(key.referencedTable(), table.name()))
                .map(key -> catalog.table(key.referencedTable()))
                .flatMap(Optional::stream);
    }

    private static boolean isAlwaysSet(Table table, ForeignKey key) {
        return key.columns().stream()
                .allMatch(name -> {
                    Optional<Column> column = table.column(name);
                    return column.filter(c -> Nullability.forbidsNull(table, c)).isPresent();
                });
    }
}
