package dev.cairn.schema;

import java.util.List;
import java.util.Optional;

/**
 * Everything that a database declares: what an inspector read from a live one, or what a definition
 * gave after it was read back from a scratch database.
 *
 * <p>Objects stand in the order in which the database lists them. Names keep the spelling they were
 * given; two names are the same if {@link Identifier#same} says so.
 *
 * @param tables ordinary tables, without the shadow tables of virtual ones
 * @param virtualTables tables served by a module
 * @param indexes indexes made by CREATE INDEX; those that stand behind a UNIQUE or PRIMARY KEY
 *     belong to their table
 * @param views views
 * @param triggers triggers on tables and views
 * @param opaqueObjects what the database has but the inspector could not understand
 * @param engineObjects all objects of an engine whose schemas are a catalog; such a schema has no
 *     tables, indexes, views and triggers of its own here
 */
public record Schema(
        List<Table> tables,
        List<VirtualTable> virtualTables,
        List<Index> indexes,
        List<View> views,
        List<Trigger> triggers,
        List<OpaqueObject> opaqueObjects,
        List<EngineObject> engineObjects) {

    public Schema {
        tables = List.copyOf(tables);
        virtualTables = List.copyOf(virtualTables);
        indexes = List.copyOf(indexes);
        views = List.copyOf(views);
        triggers = List.copyOf(triggers);
        opaqueObjects = List.copyOf(opaqueObjects);
        engineObjects = List.copyOf(engineObjects);
    }

    /** Makes a schema of tables and what belongs to them. */
    public Schema(
            List<Table> tables,
            List<VirtualTable> virtualTables,
            List<Index> indexes,
            List<View> views,
            List<Trigger> triggers,
            List<OpaqueObject> opaqueObjects) {
        this(tables, virtualTables, indexes, views, triggers, opaqueObjects, List.of());
    }

    /** Returns a schema that is a catalog of an engine's objects. */
    public static Schema catalog(List<? extends EngineObject> objects, List<OpaqueObject> opaque) {
        return new Schema(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                opaque,
                List.<EngineObject>copyOf(objects));
    }

    /** Returns a schema that declares nothing. */
    public static Schema empty() {
        return new Schema(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Returns whether nothing is declared. */
    public boolean isEmpty() {
        return tables.isEmpty()
                && virtualTables.isEmpty()
                && indexes.isEmpty()
                && views.isEmpty()
                && triggers.isEmpty()
                && opaqueObjects.isEmpty()
                && engineObjects.isEmpty();
    }

    /** Returns the ordinary table of that name. */
    public Optional<Table> table(String name) {
        return named(tables, name);
    }

    /** Returns the virtual table of that name. */
    public Optional<VirtualTable> virtualTable(String name) {
        return named(virtualTables, name);
    }

    /** Returns the index of that name. */
    public Optional<Index> index(String name) {
        return named(indexes, name);
    }

    /** Returns the view of that name. */
    public Optional<View> view(String name) {
        return named(views, name);
    }

    /** Returns the trigger of that name. */
    public Optional<Trigger> trigger(String name) {
        return named(triggers, name);
    }

    /** Returns the opaque object of that name. */
    public Optional<OpaqueObject> opaqueObject(String name) {
        return named(opaqueObjects, name);
    }

    private static <T extends SchemaObject> Optional<T> named(List<T> objects, String name) {
        return objects.stream().filter(object -> Identifier.same(object.name(), name)).findFirst();
    }
}
