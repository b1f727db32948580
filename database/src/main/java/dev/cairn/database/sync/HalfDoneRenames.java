package dev.cairn.database.sync;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.schema.Column;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Renames whose new name exists already, while the old column or table still holds rows: the schema
 * was synced before the rename was declared. A sync that may drop what is not declared would drop
 * those rows, although the definition says where they belong.
 */
final class HalfDoneRenames {

    private final DatabaseDriver driver;
    private final Schema live;
    private final SchemaDefinition definition;

    HalfDoneRenames(DatabaseDriver driver, Schema live, SchemaDefinition definition) {
        this.driver = driver;
        this.live = live;
        this.definition = definition;
    }

    /** Returns an obstacle for each of them. */
    List<Obstacle> obstacles() {
        List<Obstacle> obstacles = new ArrayList<>();
        for (Table declared : definition.schema().tables()) {
            Optional<Table> existing = live.table(declared.name());
            if (existing.isPresent()) {
                TableHints hints = definition.hints().table(declared.name());
                hints.renamedFrom()
                        .filter(old -> isLeft(old, declared.name()))
                        .ifPresent(old -> addTable(old, declared.name(), obstacles));
                for (Column column : declared.columns()) {
                    hints.column(column.name())
                            .renamedFrom()
                            .filter(old -> isLeft(old, column.name(), declared, existing.get()))
                            .ifPresent(old ->
                                    addColumn(existing.get(), old, column.name(), obstacles));
                }
            }
        }
        return obstacles;
    }

    private boolean isLeft(String old, String name) {
        return !Identifier.same(old, name)
                && live.table(old).isPresent()
                && definition.schema().table(old).isEmpty();
    }

    private static boolean isLeft(String old, String name, Table declared, Table existing) {
        return has(existing, name) && has(existing, old) && !has(declared, old);
    }

    private static boolean has(Table table, String column) {
        return table.columns().stream().anyMatch(one -> Identifier.same(one.name(), column));
    }

    private void addTable(String old, String name, List<Obstacle> obstacles) {
        long rows = count("SELECT count(*) FROM " + Identifier.quote(old));
        if (rows > 0) {
            obstacles.add(
                    new Obstacle(
                            "drop table '%s', which is renamed to '%s'".formatted(old, name),
                            "are still in '%s', and '%s' exists already".formatted(old, name),
                            "move the rows, or remove renamed_from to drop them",
                            rows,
                            rows,
                            List.of()));
        }
    }

    private void addColumn(Table table, String old, String name, List<Obstacle> obstacles) {
        String from = " FROM " + Identifier.quote(table.name());
        String left =
                from
                        + " WHERE "
                        + Identifier.quote(old)
                        + " IS NOT NULL AND "
                        + Identifier.quote(old)
                        + " IS NOT "
                        + Identifier.quote(name);
        long held = count("SELECT count(*)" + left);
        if (held > 0) {
            obstacles.add(
                    new Obstacle(
                            "drop column '%s.%s', which is renamed to '%s'"
                                    .formatted(table.name(), old, name),
                            "hold a value in '%s' that is not in '%s'".formatted(old, name),
                            "copy the values (UPDATE %s SET %s = %s), or remove renamed_from to drop them"
                                    .formatted(
                                            Identifier.quote(table.name()),
                                            Identifier.quote(name),
                                            Identifier.quote(old)),
                            held,
                            count("SELECT count(*)" + from),
                            List.of()));
        }
    }

    private long count(String sql) {
        return (long) driver.queryValue(sql).orElse(0L);
    }
}
