package dev.cairn.schema.planner;

import dev.cairn.schema.Column;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.compare.Renames;
import dev.cairn.schema.dialect.TableDialect;
import dev.cairn.schema.plan.PlanStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Orders renames so that each new name is free when it is given. Names that go round in a circle,
 * such as two columns that swap theirs, go by way of a name that nothing has.
 */
final class RenamePlanner {

    private static final List<String> CAUSE = List.of("the definition says it is renamed");

    private final TableDialect dialect;
    private final PlanInput input;

    RenamePlanner(TableDialect dialect, PlanInput input) {
        this.dialect = dialect;
        this.input = input;
    }

    /** Returns the steps for tables, then those for their columns. */
    List<PlanStep> steps() {
        Map<String, String> tables = new TreeMap<>();
        input.renames()
                .tables()
                .forEach((key, former) -> tables.put(former, tableName(input.wanted(), key)));
        List<PlanStep> steps =
                new ArrayList<>(
                        ordered(tables, (from, to) -> dialect.renameTable(from, to, CAUSE)));
        for (Table table : input.wanted().tables()) {
            steps.addAll(
                    ordered(
                            columns(table, input.renames()),
                            (from, to) -> dialect.renameColumn(table.name(), from, to, CAUSE)));
        }
        return steps;
    }

    private static String tableName(Schema declared, String key) {
        return declared.table(key).map(Table::name).orElse(key);
    }

    private static Map<String, String> columns(Table table, Renames renames) {
        Map<String, String> columns = new TreeMap<>();
        for (Column column : table.columns()) {
            renames.formerColumn(table.name(), column.name())
                    .ifPresent(former -> columns.put(former, column.name()));
        }
        return columns;
    }

    /** The given names are those before (keys) and after (values). */
    private List<PlanStep> ordered(
            Map<String, String> names, BiFunction<String, String, PlanStep> rename) {
        Map<String, String> waiting = new LinkedHashMap<>(names);
        List<PlanStep> steps = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Set<String> taken =
                    waiting.keySet().stream().map(Identifier::key).collect(Collectors.toSet());
            Map.Entry<String, String> next =
                    waiting.entrySet().stream()
                            .filter(entry -> !taken.contains(Identifier.key(entry.getValue())))
                            .findFirst()
                            .orElse(null);
            if (next == null) {
                String first = waiting.keySet().iterator().next();
                String aside = input.freeName(first);
                steps.add(rename.apply(first, aside));
                waiting.put(aside, waiting.remove(first));
            } else {
                steps.add(rename.apply(next.getKey(), next.getValue()));
                waiting.remove(next.getKey());
            }
        }
        return steps;
    }
}
