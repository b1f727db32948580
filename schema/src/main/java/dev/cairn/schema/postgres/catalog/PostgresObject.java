package dev.cairn.schema.postgres.catalog;

import dev.cairn.schema.EngineObject;
import dev.cairn.schema.ObjectKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An object of a PostgreSQL database, or a part of a table.
 *
 * @param id what identifies it
 * @param properties its properties in the server's canonical form
 * @param dependencies what it depends on, by the server's own record of dependencies
 */
public record PostgresObject(
        ObjectId id, Map<Property, String> properties, Set<ObjectId> dependencies)
        implements EngineObject {

    /** Stands between the values of a property that has several. */
    public static final String SEPARATOR = "\u001f";

    public PostgresObject {
        Map<Property, String> copy = new EnumMap<>(Property.class);
        copy.putAll(properties);
        properties = Collections.unmodifiableMap(copy);
        dependencies = Collections.unmodifiableSet(new TreeSet<>(dependencies));
    }

    @Override
    public ObjectKind kind() {
        return id.kind();
    }

    @Override
    public String name() {
        return id.path();
    }

    @Override
    public String sql() {
        return get(Property.DEFINITION).orElse("");
    }

    @Override
    public String fingerprint() {
        return id + " " + properties;
    }

    /** A copy belongs to the user who makes it. */
    @Override
    public String structure() {
        if (!has(Property.OWNER)) {
            return fingerprint();
        }
        Map<Property, String> shared = new EnumMap<>(properties);
        shared.remove(Property.OWNER);
        return id + " " + shared;
    }

    /** Returns a property. */
    public Optional<String> get(Property property) {
        return Optional.ofNullable(properties.get(property));
    }

    /** Returns a property that an object of its kind always has. */
    public String require(Property property) {
        return get(property)
                .orElseThrow(() -> new IllegalStateException(id.words() + " has no " + property));
    }

    /** Returns whether it has a property. */
    public boolean has(Property property) {
        return properties.containsKey(property);
    }

    /** Returns the values of a property that has several. */
    public List<String> list(Property property) {
        String text = properties.get(property);
        return text == null || text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR, -1));
    }

    /** Returns the same object with another value of a property. */
    public PostgresObject with(Property property, String value) {
        Map<Property, String> changed = new EnumMap<>(Property.class);
        changed.putAll(properties);
        changed.put(property, value);
        return new PostgresObject(id, changed, dependencies);
    }
}
