package dev.cairn.schema.planner;

import dev.cairn.schema.ForeignKey;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.Table;
import dev.cairn.schema.plan.Refusal;
import java.util.List;

/**
 * Finds foreign keys to tables that will not exist. SQLite accepts them, and then every insert of a
 * key fails; so a new one is refused. One that the database has already is left as it is.
 */
final class MissingParents {

    private final Schema live;
    private final Schema wanted;
    private final boolean prunes;

    MissingParents(PlanInput input) {
        this.live = input.live();
        this.wanted = input.wanted();
        this.prunes = input.prunes();
    }

    List<Refusal> refusals() {
        return wanted.tables().stream()
                .flatMap(table ->
                        table.foreignKeys().stream()
                                .filter(key -> isMissing(key) && isNew(table, key))
                                .map(key -> refusal(table, key)))
                .toList();
    }

    private boolean isMissing(ForeignKey key) {
        String parent = key.referencedTable();
        return wanted.table(parent).isEmpty() && (prunes || live.table(parent).isEmpty());
    }

    private boolean isNew(Table table, ForeignKey key) {
        return live.table(table.name()).stream()
                .flatMap(before -> before.foreignKeys().stream())
                .noneMatch(
                        before -> Identifier.same(before.referencedTable(), key.referencedTable()));
    }

    private static Refusal refusal(Table table, ForeignKey key) {
        return new Refusal(
                table.name(),
                "the foreign key ("
                        + String.join(", ", key.columns())
                        + ") refers to table '"
                        + key.referencedTable()
                        + "', which will not exist",
                "declare that table, or correct the name");
    }
}
