package dev.cairn.schema.plan;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.schema.CheckConstraint;
import dev.cairn.schema.Column;
import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.sqlite.SqliteRendering;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Adds a column at the end of a table without writing the rows again.
 *
 * @param checks the CHECKs that come with it
 * @param foreignKeys the foreign keys of this one column that come with it
 */
public record AddColumn(
        String table,
        Column column,
        List<CheckConstraint> checks,
        List<ForeignKey> foreignKeys,
        List<String> causes)
        implements PlanStep {

    public AddColumn {
        checks = List.copyOf(checks);
        foreignKeys = List.copyOf(foreignKeys);
    }

    @Override
    public String description() {
        return "add column '" + table + "." + column.name() + "'";
    }

    @Override
    public List<String> statements() {
        String constraints =
                checks.stream().map(check -> " " + SqliteRendering.INSTANCE.check(check)).collect(joined())
                        + foreignKeys.stream()
                                .map(key -> " " + SqliteRendering.INSTANCE.columnForeignKey(key))
                                .collect(joined());
        return List.of(
                "ALTER TABLE "
                        + quote(table)
                        + " ADD COLUMN "
                        + SqliteRendering.INSTANCE.column(column)
                        + constraints);
    }

    /** A CHECK or key that came with the column goes with it. */
    @Override
    public Optional<List<PlanStep>> reverse() {
        return Optional.of(
                List.of(new DropColumn(table, column, 0, List.of("undoes: " + description()))));
    }

    private static Collector<CharSequence, ?, String> joined() {
        return Collectors.joining();
    }
}
