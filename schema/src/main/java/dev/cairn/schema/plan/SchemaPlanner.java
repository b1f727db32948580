package dev.cairn.schema.plan;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Identifier;
import dev.cairn.schema.Index;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the plan that leads from a live schema to a declared one.
 *
 * <p>Renames are done first and natively, so that SQLite itself carries the new names into
 * everything that refers to them. All further changes of a table are made in place if every one of
 * them can be, otherwise by one {@link RebuildTable}. Every difference is served by a step, refused
 * by name, or left alone because nobody declared the object and pruning was not asked for.
 */
public final class SchemaPlanner {

    private final PlanInput input;
    private final PlanDraft draft = new PlanDraft();
    private final VirtualTablePlanner virtualTables;
    private final ObjectPlanner objects;
    private final TablePlanner tables;
    private final Map<String, List<Difference>> byTable = new LinkedHashMap<>();

    private SchemaPlanner(PlanInput input) {
        this.input = input;
        this.virtualTables = new VirtualTablePlanner(input, draft);
        this.objects = new ObjectPlanner(input, draft, virtualTables);
        this.tables = new TablePlanner(input, draft, virtualTables);
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
        return new SchemaPlanner(PlanInput.of(live, declared, facts, options)).plan(differences);
    }

    private SchemaPlan plan(List<Difference> differences) {
        differences.forEach(this::serve);
        if (rereadsSchema()) {
            objects.suspendWhatCannotBeRead();
        }
        draft.renames.addAll(
                RenamePlanner.steps(
                        input.original(), input.wanted(), input.renames(), input.free()));
        byTable.forEach(tables::change);
        draft.refusals.addAll(new MissingParents(input).refusals());
        draft.leftAlone.removeIf(this::goesWithItsTable);
        return draft.plan(SchemaFingerprint.of(input.original()));
    }

    private void serve(Difference difference) {
        List<String> causes = List.of(Causes.of(difference));
        String name = difference.object();
        if (difference.kind().isLeftAlone()
                && (!input.prunes() || difference.kind() == Difference.Kind.OPAQUE_UNDECLARED)) {
            draft.leftAlone.add(difference);
            return;
        }
        switch (difference.kind()) {
            case OPAQUE_IN_THE_WAY -> refuseOpaque(difference);
            case OPAQUE_UNDECLARED -> draft.leftAlone.add(difference);
            case OBJECT_KIND -> objects.replaceKind(name, causes);
            case TABLE_MISSING -> objects.createTable(name, causes);
            case TABLE_UNDECLARED -> objects.dropTable(name, causes);
            case TABLE_RENAMED,
                    TABLE_OPTIONS,
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
                    differencesOf(name).add(difference);
            case VIRTUAL_TABLE_MISSING -> virtualTables.create(name, causes);
            case VIRTUAL_TABLE_UNDECLARED -> virtualTables.drop(name, causes);
            case VIRTUAL_TABLE_CHANGED -> virtualTables.change(difference);
            case INDEX_MISSING -> createIndex(name, causes);
            case INDEX_UNDECLARED -> objects.dropIndex(name, causes);
            case INDEX_CHANGED -> {
                objects.dropIndex(name, causes);
                createIndex(name, causes);
            }
            case VIEW_MISSING -> objects.createView(name, causes);
            case VIEW_UNDECLARED -> objects.dropView(name, causes);
            case VIEW_CHANGED -> {
                objects.dropView(name, causes);
                objects.createView(name, causes);
            }
            case TRIGGER_MISSING -> objects.createTrigger(name, causes);
            case TRIGGER_UNDECLARED -> objects.dropTrigger(name, causes);
            case TRIGGER_CHANGED -> {
                objects.dropTrigger(name, causes);
                objects.createTrigger(name, causes);
            }
        }
    }

    private List<Difference> differencesOf(String table) {
        return byTable.computeIfAbsent(Identifier.key(table), key -> new ArrayList<>());
    }

    /** The rows of its table must be asked whether they can have a new unique index. */
    private void createIndex(String name, List<String> causes) {
        objects.createIndex(name, causes);
        Index index = input.wanted().index(name).orElseThrow();
        if (index.unique()) {
            differencesOf(index.table());
        }
    }

    private void refuseOpaque(Difference difference) {
        draft.refusals.add(
                new Refusal(
                        difference.path(),
                        "an object of that name is there that cannot be understood",
                        "drop or rename it first"));
    }

    /**
     * Returns whether a step makes SQLite read the text of every view and trigger again: a rename
     * or the dropping of a column in place.
     */
    private boolean rereadsSchema() {
        return !input.renames().tables().isEmpty()
                || !input.renames().columns().isEmpty()
                || byTable.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(d -> d.kind() == Difference.Kind.COLUMN_UNDECLARED);
    }

    /** An index or trigger cannot stay where the object that it stands on does not. */
    private boolean goesWithItsTable(Difference difference) {
        return switch (difference.kind()) {
            case INDEX_UNDECLARED ->
                    input.original().index(difference.object()).filter(draft::drops).isPresent();
            case TRIGGER_UNDECLARED ->
                    input.original()
                            .trigger(difference.object())
                            .filter(draft::drops)
                            .filter(trigger -> !draft.creates(trigger))
                            .isPresent();
            default -> false;
        };
    }
}
