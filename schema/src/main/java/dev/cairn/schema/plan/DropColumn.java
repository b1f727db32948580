package dev.cairn.schema.plan;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.schema.Column;
import java.util.List;
import java.util.Optional;

/**
 * Drops a column that nothing else uses, with its values.
 *
 * @param rows how many rows the table has
 */
public record DropColumn(String table, Column column, long rows, List<String> causes)
        implements PlanStep {

    @Override
    public String description() {
        return "drop column '" + table + "." + column.name() + "'";
    }

    @Override
    public List<String> statements() {
        return List.of("ALTER TABLE " + quote(table) + " DROP COLUMN " + quote(column.name()));
    }

    @Override
    public List<Hazard> hazards() {
        return rows == 0
                ? List.of()
                : List.of(
                        Hazard.rewrites(rows, table),
                        Hazard.drops("the values of '" + table + "." + column.name() + "'"));
    }

    @Override
    public Optional<List<PlanStep>> reverse() {
        boolean computed = column.generated().filter(generated -> !generated.stored()).isPresent();
        return rows == 0 || computed
                ? Optional.of(
                        List.of(
                                new AddColumn(
                                        table,
                                        column,
                                        List.of(),
                                        List.of(),
                                        List.of("undoes: " + description()))))
                : Optional.empty();
    }
}
