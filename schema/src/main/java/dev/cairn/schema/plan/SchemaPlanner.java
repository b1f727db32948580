package dev.cairn.schema.plan;

import dev.cairn.schema.DefinitionHints;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.Table;
import dev.cairn.schema.Trigger;
import dev.cairn.schema.View;
import dev.cairn.schema.VirtualTable;
import dev.cairn.schema.compare.Difference;
import dev.cairn.schema.compare.Renames;
import dev.cairn.schema.sql.SqlRenderer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the plan that leads from a live schema to a declared one.
 *
 * <p>Renames are done first and natively, so that SQLite itself carries the new names into
 * everything that refers to them. All further changes of a table are made in place if every one of
 * them can be, otherwise by one {@link RebuildTable}. Every difference is served by a step, refused
 * by name, or left alone because nobody declared the object and pruning was not asked for.
 */
public final class SchemaPlanner {

    private final Schema original;
    private final Schema live;
    private final SchemaDefinition declared;
    private final Renames renames;
    private final DatabaseFacts facts;
    private final PlanOptions options;
    private final FreeNames free;
    private final PlanDraft draft = new PlanDraft();
    private final VirtualTablePlanner virtualTables;
    private final List<Difference> leftAlone = new ArrayList<>();
    private final Map<String, List<Difference>> byTable = new LinkedHashMap<>();

    private SchemaPlanner(
            Schema original, SchemaDefinition declared, DatabaseFacts facts, PlanOptions options) {
        this.original = original;
        this.declared = declared;
        this.renames = Renames.between(original, declared);
        this.live = renames.applyTo(original);
        this.facts = facts;
        this.options = options;
        this.free = new FreeNames(original, declared.schema());
        this.virtualTables = new VirtualTablePlanner(live, declared, facts, free, draft);
    }

    /**
     * Returns the plan.
     *
     * @param live what an inspector read
     * @param declared what is wanted
     * @param differences what {@link dev.cairn.schema.compare.SchemaComparator} found between them
     * @param facts what else is known of the database; without it tables count as empty
     */
    public static SchemaPlan plan(
            Schema live,
            SchemaDefinition declared,
            List<Difference> differences,
            DatabaseFacts facts,
            PlanOptions options) {
        return new SchemaPlanner(live, declared, facts, options).plan(differences);
    }

    private SchemaPlan plan(List<Difference> differences) {
        differences.forEach(this::serve);
        if (rereadsSchema()) {
            suspendWhatCannotBeRead();
        }
        draft.renames.addAll(RenamePlanner.steps(original, declared.schema(), renames, free));
        byTable.forEach(this::changeTable);
        leftAlone.removeIf(this::goesWithItsTable);
        return new SchemaPlan(
                SchemaFingerprint.of(original),
                draft.steps(),
                draft.checks,
                draft.refusals,
                leftAlone);
    }

    /** An index or trigger cannot stay where the object that it stands on does not. */
    private boolean goesWithItsTable(Difference difference) {
        return switch (difference.kind()) {
            case INDEX_UNDECLARED ->
                    original.index(difference.object()).filter(draft::drops).isPresent();
            case TRIGGER_UNDECLARED ->
                    original.trigger(difference.object())
                            .filter(draft::drops)
                            .filter(trigger -> !draft.creates(trigger))
                            .isPresent();
            default -> false;
        };
    }

    private void serve(Difference difference) {
        List<String> causes = List.of(Causes.of(difference));
        String name = difference.object();
        if (difference.kind().isLeftAlone()
                && (!options.prune() || difference.kind() == Difference.Kind.OPAQUE_UNDECLARED)) {
            leftAlone.add(difference);
            return;
        }
        switch (difference.kind()) {
            case OPAQUE_IN_THE_WAY -> refuseOpaque(difference);
            case OPAQUE_UNDECLARED -> leftAlone.add(difference);
            case OBJECT_KIND -> replaceKind(name, causes);
            case TABLE_MISSING ->
                    draft.tableCreations.add(new PlanStep.CreateTable(declaredTable(name), causes));
            case TABLE_UNDECLARED -> dropTable(liveTable(name), causes, draft.tableDrops);
            case TABLE_RENAMED,
                    TABLE_STRICT,
                    TABLE_WITHOUT_ROWID,
                    COLUMN_MISSING,
                    COLUMN_UNDECLARED,
                    COLUMN_RENAMED,
                    COLUMN_TYPE,
                    COLUMN_NOT_NULL,
                    COLUMN_DEFAULT,
                    COLUMN_COLLATION,
                    COLUMN_GENERATED,
                    COLUMN_ORDER,
                    PRIMARY_KEY,
                    UNIQUE_MISSING,
                    UNIQUE_UNDECLARED,
                    CHECK_MISSING,
                    CHECK_UNDECLARED,
                    FOREIGN_KEY_MISSING,
                    FOREIGN_KEY_UNDECLARED ->
                    byTable.computeIfAbsent(Identifier.key(name), key -> new ArrayList<>())
                            .add(difference);
            case VIRTUAL_TABLE_MISSING -> virtualTables.create(difference);
            case VIRTUAL_TABLE_UNDECLARED -> dropVirtualTable(name, causes);
            case VIRTUAL_TABLE_CHANGED -> virtualTables.change(difference, options.prune());
            case INDEX_MISSING -> createIndex(name, causes);
            case INDEX_UNDECLARED -> dropIndex(name, causes);
            case INDEX_CHANGED -> {
                dropIndex(name, causes);
                createIndex(name, causes);
            }
            case VIEW_MISSING -> createView(name, causes);
            case VIEW_UNDECLARED -> dropView(name, causes);
            case VIEW_CHANGED -> {
                dropView(name, causes);
                createView(name, causes);
            }
            case TRIGGER_MISSING -> createTrigger(name, causes);
            case TRIGGER_UNDECLARED -> draft.drop(liveTrigger(name), causes);
            case TRIGGER_CHANGED -> {
                draft.drop(liveTrigger(name), causes);
                createTrigger(name, causes);
            }
        }
    }

    private void refuseOpaque(Difference difference) {
        draft.refusals.add(
                new Refusal(
                        difference.path(),
                        "an object of that name is there that cannot be understood",
                        "drop or rename it first"));
    }

    /** A name that belongs to another kind of object is freed before anything else. */
    private void replaceKind(String name, List<String> causes) {
        original.view(name).ifPresent(view -> dropView(name, causes));
        original.table(name)
                .ifPresent(table -> {
                    forbidLosingRows(table);
                    dropTable(table, causes, draft.tableDropsInTheWay);
                });
        original.virtualTable(name)
                .ifPresent(table -> virtualTables.drop(table, causes, draft.tableDropsInTheWay));
        declared.schema()
                .table(name)
                .ifPresent(
                        table -> draft.tableCreations.add(new PlanStep.CreateTable(table, causes)));
        declared.schema().view(name).ifPresent(view -> createView(name, causes));
        declared.schema()
                .virtualTable(name)
                .ifPresent(table ->
                        draft.virtualTables.add(new PlanStep.CreateVirtualTable(table, causes)));
    }

    private void forbidLosingRows(Table table) {
        if (!options.prune() && facts.rowsOf(table.name()) > 0) {
            String rows = " FROM " + Identifier.quote(table.name());
            draft.checks.add(
                    new DataCheck(
                            "drop table " + table.name(),
                            "would be lost",
                            "sync with pruning to drop them",
                            "SELECT count(*), count(*)" + rows,
                            "SELECT *" + rows + " LIMIT " + DataCheck.SAMPLES));
        }
    }

    private void dropTable(Table table, List<String> causes, List<PlanStep> phase) {
        original.indexes().stream()
                .filter(index -> Identifier.same(index.table(), table.name()))
                .forEach(index -> draft.drop(index, facts.rowsOf(table.name()), causes));
        dropTriggersOn(table.name(), causes);
        phase.add(new PlanStep.DropTable(table, facts.rowsOf(table.name()), causes));
    }

    private void dropTriggersOn(String name, List<String> causes) {
        original.triggers().stream()
                .filter(trigger -> Identifier.same(trigger.table(), name))
                .forEach(trigger -> draft.drop(trigger, causes));
    }

    private void dropVirtualTable(String name, List<String> causes) {
        VirtualTable table = original.virtualTable(name).orElseThrow();
        virtualTables.drop(table, causes, draft.virtualTableDrops);
    }

    private void createIndex(String name, List<String> causes) {
        Index index = declared.schema().index(name).orElseThrow();
        draft.indexCreations.add(
                new PlanStep.CreateIndex(index, rowsOfDeclared(index.table()), causes));
        boolean tableChanges = byTable.containsKey(Identifier.key(index.table()));
        if (index.unique() && !tableChanges) {
            byTable.put(Identifier.key(index.table()), new ArrayList<>());
        }
    }

    private void dropIndex(String name, List<String> causes) {
        Index index = original.index(name).orElseThrow();
        draft.drop(index, facts.rowsOf(index.table()), causes);
    }

    private void createView(String name, List<String> causes) {
        View view = declared.schema().view(name).orElseThrow();
        draft.viewCreations.add(new PlanStep.CreateView(view, causes));
    }

    /** The triggers of a view go with it; those that are to stay are made again. */
    private void dropView(String name, List<String> causes) {
        View view = original.view(name).orElseThrow();
        draft.drop(view, causes);
        List<String> why = List.of("view '" + name + "' is made anew");
        original.triggers().stream()
                .filter(trigger -> Identifier.same(trigger.table(), name))
                .filter(trigger -> !draft.drops(trigger))
                .forEach(trigger -> suspend(trigger, why));
    }

    private void createTrigger(String name, List<String> causes) {
        Trigger trigger = declared.schema().trigger(name).orElseThrow();
        boolean planned =
                draft.triggerCreations.stream()
                        .anyMatch(step ->
                                step instanceof PlanStep.CreateTrigger create
                                        && create.trigger().equals(trigger));
        if (!planned) {
            draft.triggerCreations.add(new PlanStep.CreateTrigger(trigger, causes));
        }
    }

    /**
     * Returns whether a step makes SQLite read the text of every view and trigger again: a rename
     * or the dropping of a column in place.
     */
    private boolean rereadsSchema() {
        return !renames.tables().isEmpty()
                || !renames.columns().isEmpty()
                || byTable.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(d -> d.kind() == Difference.Kind.COLUMN_UNDECLARED);
    }

    /**
     * Takes away, until the end, what SQLite could not read on the way: what is broken already, and
     * what needs an object that is dropped first and made again later.
     */
    private void suspendWhatCannotBeRead() {
        boolean found = true;
        while (found) {
            found = false;
            for (View view : original.views()) {
                if (!draft.drops(view) && isUnreadable(view.name(), view.sql())) {
                    List<String> why = List.of("'" + view.name() + "' cannot be read meanwhile");
                    dropView(view.name(), why);
                    draft.viewCreations.add(
                            new PlanStep.CreateView(
                                    declared.schema().view(view.name()).orElse(view), why));
                    found = true;
                }
            }
        }
        for (Trigger trigger : original.triggers()) {
            if (!draft.drops(trigger) && isUnreadable(trigger.name(), trigger.sql())) {
                suspend(trigger, List.of("'" + trigger.name() + "' cannot be read meanwhile"));
            }
        }
    }

    private boolean isUnreadable(String name, String sql) {
        return facts.isBroken(name)
                || ObjectText.names(sql).stream().anyMatch(draft.droppedViewNames()::contains);
    }

    private void suspend(Trigger trigger, List<String> causes) {
        draft.drop(trigger, causes);
        boolean undeclared = declared.schema().trigger(trigger.name()).isEmpty();
        boolean changes =
                draft.triggerCreations.stream()
                        .anyMatch(step ->
                                step instanceof PlanStep.CreateTrigger create
                                        && Identifier.same(
                                                create.trigger().name(), trigger.name()));
        if (changes || (undeclared && (options.prune() || !hasTableAfter(trigger)))) {
            return;
        }
        draft.triggerCreations.add(
                new PlanStep.CreateTrigger(
                        declared.schema().trigger(trigger.name()).orElse(trigger), causes));
    }

    /** Returns whether an undeclared trigger still has something of the right kind to stand on. */
    private boolean hasTableAfter(Trigger trigger) {
        boolean onView = original.view(trigger.table()).isPresent();
        boolean tableNow = declared.schema().table(trigger.table()).isPresent();
        return !(onView && tableNow);
    }

    private void changeTable(String key, List<Difference> found) {
        Table declaredTable = declared.schema().table(key).orElse(null);
        Table liveTable = live.table(key).orElse(null);
        if (declaredTable == null || liveTable == null) {
            return;
        }
        TableMove move = move(liveTable, declaredTable);
        List<Difference> served = new ArrayList<>();
        for (Difference difference : found) {
            if (belongsToKept(difference, move.target(), declaredTable)) {
                leftAlone.add(difference);
            } else {
                served.add(difference);
            }
        }
        addChecks(move);
        if (served.stream().anyMatch(difference -> !isRename(difference))
                || (options.forceRebuild() && !served.isEmpty())) {
            addSteps(change(move, served));
        } else if (!served.isEmpty()) {
            virtualTables.contentChanged(change(move, served), false);
        }
    }

    private static boolean isRename(Difference difference) {
        return difference.kind() == Difference.Kind.COLUMN_RENAMED
                || difference.kind() == Difference.Kind.TABLE_RENAMED;
    }

    /** A constraint that an undeclared column needs stays with the column. */
    private static boolean belongsToKept(Difference difference, Table target, Table declared) {
        String text = difference.live().orElse("");
        return switch (difference.kind()) {
            case UNIQUE_UNDECLARED ->
                    kept(target.uniqueConstraints(), declared.uniqueConstraints())
                            .anyMatch(unique -> SqlRenderer.unique(unique).equals(text));
            case CHECK_UNDECLARED ->
                    kept(target.checks(), declared.checks())
                            .anyMatch(check -> SqlRenderer.check(check).equals(text));
            case FOREIGN_KEY_UNDECLARED ->
                    kept(target.foreignKeys(), declared.foreignKeys())
                            .anyMatch(key -> SqlRenderer.foreignKey(key).equals(text));
            default -> false;
        };
    }

    private static <T> Stream<T> kept(List<T> target, List<T> declared) {
        return target.stream().skip(declared.size());
    }

    private void addChecks(TableMove move) {
        List<Index> changed =
                draft.indexCreations.stream()
                        .filter(PlanStep.CreateIndex.class::isInstance)
                        .map(step -> ((PlanStep.CreateIndex) step).index())
                        .filter(index -> Identifier.same(index.table(), move.target().name()))
                        .toList();
        draft.checks.addAll(
                new RowChecks(move, live, declared.schema(), this::moveOf).all(changed));
    }

    private void addSteps(TableChange change) {
        Optional<List<PlanStep>> inPlace =
                options.forceRebuild()
                        ? Optional.empty()
                        : new InPlaceChange(change, facts.version(), options.strictOrder()).steps();
        boolean rowIdsChange = false;
        if (inPlace.isPresent()) {
            draft.tableChanges.addAll(inPlace.get());
        } else {
            RebuildTable rebuild = change.rebuild(facts, free);
            rowIdsChange = rebuild.losesRowIds();
            draft.tableChanges.add(rebuild);
        }
        virtualTables.contentChanged(change, rowIdsChange);
    }

    private TableChange change(TableMove move, List<Difference> served) {
        boolean renamed = served.stream().anyMatch(SchemaPlanner::isRename);
        return new TableChange(
                move,
                served,
                live,
                declared.schema(),
                stayingIndexes(move.live(), renamed),
                stayingTriggers(move, renamed));
    }

    private List<Index> stayingIndexes(Table table, boolean renamed) {
        return live.indexes().stream()
                .filter(index -> Identifier.same(index.table(), table.name()))
                .filter(index -> !draft.drops(index))
                .map(index -> renamed ? withNewNames(index) : index)
                .toList();
    }

    private static Index withNewNames(Index index) {
        return new Index(
                index.name(),
                index.table(),
                index.unique(),
                index.columns(),
                index.where(),
                SqlRenderer.index(index));
    }

    private List<Trigger> stayingTriggers(TableMove move, boolean renamed) {
        List<Trigger> staying = new ArrayList<>();
        for (Trigger trigger : live.triggers()) {
            if (!Identifier.same(trigger.table(), move.live().name()) || draft.drops(trigger)) {
                continue;
            }
            Optional<Trigger> wanted = declared.schema().trigger(trigger.name());
            if (renamed && wanted.isEmpty()) {
                draft.refusals.add(
                        new Refusal(
                                trigger.name(),
                                "this trigger is not declared and would need the new names of '"
                                        + move.target().name()
                                        + "' to be made again",
                                "declare it, or sync with pruning"));
            }
            staying.add(renamed ? wanted.orElse(trigger) : trigger);
        }
        return staying;
    }

    private Table declaredTable(String name) {
        return declared.schema().table(name).orElseThrow();
    }

    private Table liveTable(String name) {
        return original.table(name).orElseThrow();
    }

    private Trigger liveTrigger(String name) {
        return original.trigger(name).orElseThrow();
    }

    private Optional<TableMove> moveOf(String declaredName) {
        return declared.schema()
                .table(declaredName)
                .flatMap(table -> live.table(declaredName).map(found -> move(found, table)));
    }

    private TableMove move(Table liveTable, Table declaredTable) {
        String former = renames.formerTable(declaredTable.name()).orElse(liveTable.name());
        return new TableMove(
                original.table(former).orElseThrow(),
                liveTable,
                TargetTable.of(liveTable, declaredTable, options.prune()),
                columnHints(declaredTable.name()),
                facts.rowsOf(former));
    }

    private Map<String, DefinitionHints.ColumnHints> columnHints(String table) {
        Map<String, DefinitionHints.ColumnHints> hints = new HashMap<>();
        declared.hints().tables().entrySet().stream()
                .filter(entry -> Identifier.same(entry.getKey(), table))
                .forEach(entry ->
                        entry.getValue()
                                .columns()
                                .forEach(
                                        (column, hint) -> hints.put(Identifier.key(column), hint)));
        return hints;
    }

    private long rowsOfDeclared(String table) {
        return facts.rowsOf(renames.formerTable(table).orElse(table));
    }
}
