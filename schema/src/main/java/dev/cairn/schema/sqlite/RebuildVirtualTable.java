package dev.cairn.schema.sqlite;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.ObjectName;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.plan.Action;
import dev.cairn.schema.plan.Effect;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Statement;
import dev.cairn.schema.sqlite.text.ObjectText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rebuilds a full-text index with other columns or options: creates and fills a new index, which
 * then takes the old one's name. Settings that were stored in it are kept.
 *
 * @param live the index as it is
 * @param target the index as it will be
 * @param temporaryName a name that nothing has
 * @param fill the statements that fill the new one under its temporary name
 * @param restore the statements that would fill the old one again under the temporary name, from
 *     what there is when the new one has taken its place; empty if nothing could
 */
record RebuildVirtualTable(
        VirtualTable live,
        VirtualTable target,
        String temporaryName,
        List<String> fill,
        Optional<List<String>> restore) {

    RebuildVirtualTable {
        fill = List.copyOf(fill);
        restore = restore.map(List::copyOf);
    }

    /** Returns the step, with the rebuild that undoes it if the old texts can be had again. */
    PlanStep step(List<String> causes) {
        PlanStep step = step().because(causes);
        return restore.map(old ->
                        step.undoneBy(
                                List.of(),
                                List.of(
                                        new RebuildVirtualTable(
                                                        /* live= */ target,
                                                        /* target= */ live,
                                                        temporaryName,
                                                        old,
                                                        Optional.of(fill))
                                                .step())))
                .orElse(step);
    }

    private PlanStep step() {
        return PlanStep.of(
                        Action.REBUILD,
                        ObjectName.of(ObjectKind.VIRTUAL_TABLE, target.name()),
                        "rebuild full-text index '" + target.name() + "'",
                        Effect.NONE
                                .taking(SqliteRendering.INSTANCE.text(live))
                                .making(SqliteRendering.INSTANCE.text(target)),
                        statements().stream().map(Statement::of).toList())
                .risking(
                        List.of(
                                new Hazard(
                                        Hazard.Kind.REWRITES_ROWS,
                                        "indexes every text of '" + target.name() + "' again")));
    }

    private List<String> statements() {
        List<String> statements = new ArrayList<>();
        statements.add(ObjectText.renamed(SqliteRendering.INSTANCE.text(target), temporaryName));
        statements.add(
                "INSERT INTO "
                        + quote(temporaryName)
                        + "("
                        + quote(temporaryName)
                        + ", rank) SELECT k, v FROM "
                        + quote(live.name() + "_config")
                        + " WHERE k <> 'version'");
        statements.addAll(fill);
        statements.add("DROP TABLE " + quote(live.name()));
        statements.add("PRAGMA legacy_alter_table = ON");
        statements.add(
                "ALTER TABLE " + quote(temporaryName) + " RENAME TO " + quote(target.name()));
        statements.add("PRAGMA legacy_alter_table = OFF");
        return statements;
    }
}
