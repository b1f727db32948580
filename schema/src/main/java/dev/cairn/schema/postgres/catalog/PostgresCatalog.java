package dev.cairn.schema.postgres.catalog;

import dev.cairn.schema.EngineObject;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The objects of a schema by their ids, with what belongs to and depends on each of them. */
public final class PostgresCatalog {

    private final Map<ObjectId, PostgresObject> objects = new LinkedHashMap<>();
    private final Map<ObjectId, List<PostgresObject>> parts = new HashMap<>();
    private final Map<ObjectId, Set<ObjectId>> dependents = new HashMap<>();

    private final Map<String, List<PostgresObject>> sequences = new HashMap<>();
    private final List<PostgresObject> all;

    private PostgresCatalog(Schema schema) {
        schema.engineObjects().stream()
                .map(PostgresCatalog::own)
                .sorted(Comparator.comparing(PostgresObject::id))
                .forEach(object -> objects.put(object.id(), object));
        all = List.copyOf(objects.values());
        all.forEach(this::relate);
        parts.values()
                .forEach(list -> list.sort(Comparator.comparingInt(PostgresCatalog::position)));
    }

    public static PostgresCatalog of(Schema schema) {
        return new PostgresCatalog(schema);
    }

    private static PostgresObject own(EngineObject object) {
        if (object instanceof PostgresObject own) {
            return own;
        }
        throw new IllegalArgumentException("'" + object.name() + "' is not PostgreSQL's");
    }

    private void relate(PostgresObject object) {
        if (object.id().isPart()) {
            parts.computeIfAbsent(object.id().parent(), key -> new ArrayList<>()).add(object);
        }
        if (object.kind() == ObjectKind.SEQUENCE) {
            object.get(Property.OWNED_BY)
                    .ifPresent(column ->
                            sequences
                                    .computeIfAbsent(column, key -> new ArrayList<>())
                                    .add(object));
        }
        object.dependencies()
                .forEach(on ->
                        dependents.computeIfAbsent(on, key -> new TreeSet<>()).add(object.id()));
    }

    private static int position(PostgresObject part) {
        return part.get(Property.POSITION).map(Integer::parseInt).orElse(Integer.MAX_VALUE);
    }

    /** Returns all objects, ordered by their ids. */
    public List<PostgresObject> objects() {
        return all;
    }

    /** Returns the sequences that belong to a column, by {@link OwnedSequences#reference}. */
    List<PostgresObject> sequencesOf(String column) {
        return sequences.getOrDefault(column, List.of());
    }

    public Optional<PostgresObject> find(ObjectId id) {
        return Optional.ofNullable(objects.get(id));
    }

    public boolean has(ObjectId id) {
        return objects.containsKey(id);
    }

    public PostgresObject require(ObjectId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no " + id.words()));
    }

    /** Returns the parts of a table of one kind; columns in their order. */
    public List<PostgresObject> parts(ObjectId table, ObjectKind kind) {
        return parts.getOrDefault(table, List.of()).stream()
                .filter(part -> part.kind() == kind)
                .toList();
    }

    /** Returns all parts of a table. */
    public List<PostgresObject> parts(ObjectId table) {
        return parts.getOrDefault(table, List.of());
    }

    /** Returns what depends directly on an object. */
    public Set<ObjectId> dependents(ObjectId id) {
        return dependents.getOrDefault(id, Set.of());
    }

    /** Returns the columns of the primary key of a table, quoted; none if there is no key. */
    public List<String> keyColumns(ObjectId table) {
        return find(table).map(object -> object.list(Property.KEY_COLUMNS)).orElse(List.of());
    }

    /** Returns the object with that qualified name, among tables, sequences, views and types. */
    public Optional<PostgresObject> qualified(ObjectKind kind, String qualified) {
        return objects.values().stream()
                .filter(object -> object.kind() == kind)
                .filter(object -> object.id().qualified().equals(qualified))
                .findFirst();
    }
}
