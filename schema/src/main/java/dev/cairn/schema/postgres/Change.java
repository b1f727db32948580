package dev.cairn.schema.postgres;

import dev.cairn.schema.Difference;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * An object that is not as declared.
 *
 * @param id the object; the declared one if its name changes
 * @param live the object as it is; empty if it does not exist
 * @param wanted the object as declared; empty if it is not declared
 * @param properties the properties that differ, if it is in both
 */
record Change(
        ObjectId id,
        Optional<PostgresObject> live,
        Optional<PostgresObject> wanted,
        Set<Property> properties) {

    Change {
        Set<Property> copy = EnumSet.noneOf(Property.class);
        copy.addAll(properties);
        properties = Collections.unmodifiableSet(copy);
    }

    static Change missing(PostgresObject wanted) {
        return new Change(wanted.id(), Optional.empty(), Optional.of(wanted), Set.of());
    }

    static Change undeclared(PostgresObject live) {
        return new Change(live.id(), Optional.of(live), Optional.empty(), Set.of());
    }

    boolean isMissing() {
        return live.isEmpty();
    }

    boolean isUndeclared() {
        return wanted.isEmpty();
    }

    /** Returns whether the object only gets the declared name; what it is stays. */
    boolean isRename() {
        return live.isPresent() && wanted.isPresent() && !live.get().id().equals(id);
    }

    boolean touches(Property property) {
        return properties.contains(property);
    }

    /** Returns whether only a comment differs that nothing declares, which is left alone. */
    boolean isUndeclaredComment() {
        return properties.equals(Set.of(Property.COMMENT))
                && wanted.isPresent()
                && !wanted.get().has(Property.COMMENT);
    }

    /** Returns the reason for the steps that serve this. */
    String reason() {
        return PostgresComparison.differences(this).stream()
                .map(Difference::reason)
                .reduce((first, second) -> first + "; " + second)
                .orElse(id.words() + " differs");
    }
}
