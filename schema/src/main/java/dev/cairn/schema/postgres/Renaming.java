package dev.cairn.schema.postgres;

import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Effect;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Statement;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.OwnedSequences;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the steps that give tables and columns the names that the definition says they get. */
final class Renaming {

    private final PostgresCatalog live;
    private final PostgresCatalog wanted;
    private final DefinitionHints hints;
    private final List<PlanStep> steps = new ArrayList<>();

    Renaming(PostgresCatalog live, PostgresCatalog wanted, DefinitionHints hints) {
        this.live = live;
        this.wanted = wanted;
        this.hints = hints;
    }

    List<PlanStep> steps() {
        wanted.objects().stream()
                .filter(object -> object.kind() == ObjectKind.TABLE)
                .forEach(this::renameTable);
        return List.copyOf(steps);
    }

    private void renameTable(PostgresObject table) {
        TableHints own = hints.table(table.id().owner());
        ObjectId before =
                own.renamedFrom()
                        .map(name -> table.id().named(plain(name)))
                        .filter(old -> live.has(old) && !wanted.has(old) && !live.has(table.id()))
                        .orElse(table.id());
        if (!before.equals(table.id())) {
            steps.add(
                    rename(
                            before,
                            table.id().name(),
                            "ALTER TABLE "
                                    + before.qualified()
                                    + " RENAME TO "
                                    + table.id().quoted()));
        }
        if (live.has(before)) {
            for (PostgresObject column : wanted.parts(table.id(), ObjectKind.COLUMN)) {
                renameColumn(own, column, before);
                renameSequence(own, column, before);
            }
        }
    }

    private static String plain(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(dot + 1);
    }

    private void renameColumn(TableHints own, PostgresObject column, ObjectId before) {
        former(own, column, before)
                .ifPresent(old ->
                        steps.add(
                                rename(
                                        new ObjectId(
                                                ObjectKind.COLUMN,
                                                column.id().schema(),
                                                column.id().table(),
                                                old),
                                        column.id().name(),
                                        "ALTER TABLE "
                                                + column.id().qualified()
                                                + " RENAME COLUMN "
                                                + Identifier.quote(old)
                                                + " TO "
                                                + column.id().quoted())));
    }

    private Optional<String> former(TableHints own, PostgresObject column, ObjectId before) {
        return own.column(column.id().name())
                .renamedFrom()
                .filter(old -> live.has(columnOf(before, old)))
                .filter(old -> !live.has(columnOf(before, column.id().name())))
                .filter(old -> !wanted.has(columnOf(column.id().parent(), old)));
    }

    private static ObjectId columnOf(ObjectId table, String name) {
        return new ObjectId(ObjectKind.COLUMN, table.schema(), table.name(), name);
    }

    /** The sequence of a serial column keeps the name of the former table or column. */
    private void renameSequence(TableHints own, PostgresObject column, ObjectId before) {
        String old = former(own, column, before).orElse(column.id().name());
        List<PostgresObject> now = OwnedSequences.of(live, columnOf(before, old));
        List<PostgresObject> then = OwnedSequences.of(wanted, column.id());
        if (now.size() == 1 && then.size() == 1) {
            ObjectId from = now.getFirst().id();
            ObjectId to = then.getFirst().id();
            if (!from.equals(to) && !live.has(to) && from.schema().equals(to.schema())) {
                steps.add(
                        rename(
                                from,
                                to.name(),
                                "ALTER SEQUENCE "
                                        + from.qualified()
                                        + " RENAME TO "
                                        + to.quoted()));
            }
        }
    }

    private static PlanStep rename(ObjectId from, String to, String sql) {
        String path = from.isPart() ? from.owner() + "." + to : to;
        return PlanStep.of(
                        Action.RENAME,
                        from.objectName(),
                        "rename " + from.words() + " to '" + path + "'",
                        Effect.NONE.naming(to),
                        List.of(Statement.of(sql)))
                .because(List.of("'" + path + "' was '" + from.path() + "'"));
    }
}
