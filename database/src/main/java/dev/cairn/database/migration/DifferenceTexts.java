package dev.cairn.database.migration;

import dev.cairn.database.DatabaseDriver;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.database.engine.Engine;
import dev.cairn.schema.DefinitionHints.ColumnHints;
import dev.cairn.schema.DefinitionHints.TableHints;
import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Difference;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.compare.ComparisonOptions;
import dev.cairn.schema.compare.SchemaComparator;
import dev.cairn.schema.plan.DatabaseFacts;
import dev.cairn.schema.plan.Hazard;
import dev.cairn.schema.plan.PlanOptions;
import dev.cairn.schema.plan.PlanStep;
import dev.cairn.schema.plan.Refusal;
import dev.cairn.schema.plan.SchemaPlan;
import dev.cairn.schema.planner.SchemaPlanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a migration from a comparison. It will run in other databases than the one compared, so
 * every table counts as having rows, and what the plan would ask the rows is asked by the migration
 * itself.
 */
final class DifferenceTexts {

    private static final PlanOptions EXACTLY = new PlanOptions(true, false, false, Long.MAX_VALUE);

    private final DatabaseDriver driver;
    private final SchemaDefinition declared;
    private final Schema live;

    private DifferenceTexts(DatabaseDriver driver, SchemaDefinition declared) {
        this.driver = driver;
        this.declared = declared;
        this.live = driver.inspectSchema();
    }

    /**
     * Returns the texts that lead from the present schema to a declared one and back.
     *
     * @throws DatabaseException with {@link DatabaseErrorCode#REFUSED} if there is no difference,
     *     or one that no statement can serve
     */
    static MigrationTexts between(DatabaseDriver driver, SchemaDefinition declared, String name) {
        return new DifferenceTexts(driver, declared).texts(name.replace('_', ' '));
    }

    private MigrationTexts texts(String words) {
        SchemaPlan forward = plan(live, declared);
        if (forward.steps().isEmpty() && forward.refusals().isEmpty()) {
            throw refused("there is nothing to migrate: the database is as declared", List.of());
        }
        if (!forward.refusals().isEmpty()) {
            throw refused("no migration can be written", forward.refusals());
        }
        List<String> lost = lost(forward);
        List<String> remarks =
                lost.stream()
                        .map(what -> "The way back cannot restore what the way forward " + what)
                        .toList();
        return new MigrationTexts(
                MigrationTexts.of(words, lossWarnings(forward), forward),
                wayBack("undo: " + words, remarks, forward),
                lost.stream()
                        .map(what -> "the way back cannot restore what this migration " + what)
                        .toList());
    }

    private static List<String> lossWarnings(SchemaPlan plan) {
        return plan.steps().stream()
                .flatMap(step -> step.hazards().stream())
                .filter(hazard -> hazard.kind() == Hazard.Kind.DROPS_DATA)
                .map(hazard -> "This " + hazard.message())
                .toList();
    }

    /** Returns what is gone after the plan, with the number of rows as they are now. */
    private static List<String> lost(SchemaPlan plan) {
        return plan.steps().stream()
                .filter(step -> !step.undo().possible())
                .flatMap(step -> step.hazards().stream())
                .filter(DifferenceTexts::losesData)
                .map(Hazard::message)
                .toList();
    }

    private static boolean losesData(Hazard hazard) {
        return switch (hazard.kind()) {
            case DROPS_DATA, CHANGES_VALUES, CHANGES_ROW_IDS -> true;
            case REWRITES_ROWS, SCANS_ROWS, LOCKS -> false;
        };
    }

    private String wayBack(String title, List<String> remarks, SchemaPlan forward) {
        Optional<List<PlanStep>> exact = forward.reverse();
        if (exact.isPresent()) {
            return MigrationTexts.of(title, remarks, List.of(), exact.get());
        }
        SchemaPlan back = plan(declared.schema(), reversed());
        if (back.refusals().isEmpty()) {
            return MigrationTexts.of(title, remarks, back);
        }
        return byHand(title, remarks, back.refusals());
    }

    /** A part of the way back would be worse than none: a file without statements is not run. */
    private static String byHand(String title, List<String> remarks, List<Refusal> refusals) {
        List<String> more = new ArrayList<>(remarks);
        refusals.forEach(refusal -> more.add("To be written by hand: " + refusal.message()));
        return MigrationTexts.of(title, more, List.of(), List.of());
    }

    private SchemaPlan plan(Schema from, SchemaDefinition to) {
        List<Difference> differences =
                new SchemaComparator(Engine.of(driver).dialect())
                        .compare(from, to, ComparisonOptions.usual());
        DatabaseFacts facts = Engine.of(driver).facts(driver, live, declared, differences);
        return new SchemaPlanner(Engine.of(driver).dialect())
                .plan(from, to, differences, withRows(facts, from), EXACTLY);
    }

    private static DatabaseFacts withRows(DatabaseFacts facts, Schema schema) {
        Map<String, Long> rows = new HashMap<>();
        schema.tables().forEach(table -> put(facts, table.name(), rows));
        schema.virtualTables().forEach(table -> put(facts, table.name(), rows));
        return new DatabaseFacts(
                facts.version(), rows, facts.broken(), facts.statistics(), facts.settings());
    }

    private static void put(DatabaseFacts facts, String table, Map<String, Long> rows) {
        rows.put(Identifier.key(table), Math.max(1, facts.rowsOf(table)));
    }

    /** Returns the present schema as what is declared, with the renames turned round. */
    private SchemaDefinition reversed() {
        Map<String, TableHints> tables = new HashMap<>();
        declared.hints()
                .tables()
                .forEach((name, hints) -> {
                    String before =
                            hints.renamedFrom()
                                    .filter(old -> live.table(old).isPresent())
                                    .orElse(name);
                    tables.put(
                            before,
                            new TableHints(
                                    before.equals(name) ? Optional.empty() : Optional.of(name),
                                    reversedColumns(hints)));
                });
        return new SchemaDefinition(
                "", live, new DefinitionHints(tables, Map.of()), List.of(), "the present schema");
    }

    private static Map<String, ColumnHints> reversedColumns(TableHints hints) {
        Map<String, ColumnHints> columns = new HashMap<>();
        hints.columns()
                .forEach((name, column) ->
                        column.renamedFrom()
                                .ifPresent(old ->
                                        columns.put(
                                                old,
                                                new ColumnHints(
                                                        Optional.of(name),
                                                        Optional.empty(),
                                                        Optional.empty()))));
        return columns;
    }

    private static DatabaseException refused(String message, List<Refusal> refusals) {
        List<String> lines = refusals.stream().map(Refusal::message).toList();
        return new DatabaseException(
                DatabaseErrorCode.REFUSED,
                message + (lines.isEmpty() ? "" : ": " + String.join("; ", lines)),
                lines,
                null);
    }
}
