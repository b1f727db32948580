package dev.cairn.schema.plan;

import static dev.cairn.schema.Identifier.quote;

import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.sqlite.SqliteRendering;
import dev.cairn.schema.sqlite.text.ObjectText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a full-text index anew with other columns or options: a new one beside the old, filled,
 * which then takes the old one's name. Settings that were stored in it are kept.
 *
 * @param live the index as it is
 * @param target the index as it will be
 * @param temporaryName a name that nothing has
 * @param fill the statements that fill the new one under its temporary name
 * @param restore the statements that would fill the old one again under the temporary name, from
 *     what there is when the new one has taken its place; empty if nothing could
 */
public record RebuildVirtualTable(
        VirtualTable live,
        VirtualTable target,
        String temporaryName,
        List<String> fill,
        Optional<List<String>> restore,
        List<String> causes)
        implements PlanStep {

    public RebuildVirtualTable {
        fill = List.copyOf(fill);
        restore = restore.map(List::copyOf);
        causes = List.copyOf(causes);
    }

    @Override
    public String description() {
        return "rebuild full-text index '" + target.name() + "'";
    }

    @Override
    public List<String> statements() {
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

    @Override
    public List<Hazard> hazards() {
        return List.of(
                new Hazard(
                        Hazard.Kind.REWRITES_ROWS,
                        "indexes every text of '" + target.name() + "' again"));
    }

    @Override
    public Optional<List<PlanStep>> reverse() {
        return restore.map(statements ->
                List.of(
                        new RebuildVirtualTable(
                                target,
                                live,
                                temporaryName,
                                statements,
                                Optional.of(fill),
                                List.of("undoes: " + description()))));
    }
}
