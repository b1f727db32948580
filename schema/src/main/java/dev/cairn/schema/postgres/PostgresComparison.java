package dev.cairn.schema.postgres;

import dev.cairn.schema.Difference;
import dev.cairn.schema.Difference.Aspect;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.postgres.catalog.ObjectId;
import dev.cairn.schema.postgres.catalog.PostgresCatalog;
import dev.cairn.schema.postgres.catalog.PostgresObject;
import dev.cairn.schema.postgres.catalog.Property;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what differs between two catalogs, object by object and property by property. */
final class PostgresComparison {

    /** What a column takes from the table that its own table inherits from or is a part of. */
    private static final Set<Property> INHERITED =
            EnumSet.of(
                    Property.TYPE,
                    Property.COLLATION,
                    Property.NOT_NULL,
                    Property.GENERATED,
                    Property.IDENTITY,
                    Property.SEQUENCE_OPTIONS);

    private final PostgresCatalog live;
    private final PostgresCatalog wanted;
    private final Set<ObjectId> matched = new HashSet<>();

    PostgresComparison(PostgresCatalog live, PostgresCatalog wanted) {
        this.live = live;
        this.wanted = wanted;
    }

    /** Returns what differs, ordered by the ids. */
    List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (PostgresObject object : wanted.objects()) {
            if (isNamedByItself(object, live)) {
                Optional<PostgresObject> found =
                        live.find(object.id()).or(() -> sameUnderOtherName(object));
                if (found.isEmpty()) {
                    changes.add(Change.missing(object));
                } else {
                    addIfChanged(found.get(), object, changes);
                }
            }
        }
        for (PostgresObject object : live.objects()) {
            if (!wanted.has(object.id())
                    && !matched.contains(object.id())
                    && !provesNotNull(object)
                    && isNamedByItself(object, wanted)) {
                changes.add(Change.undeclared(object));
            }
        }
        return changes;
    }

    /** While a column is being made NOT NULL, its proof is a part of that. */
    private boolean provesNotNull(PostgresObject check) {
        return check.kind() == ObjectKind.CHECK
                && live.parts(check.id().parent(), ObjectKind.COLUMN).stream()
                        .filter(column -> !column.has(Property.NOT_NULL))
                        .filter(column ->
                                OnlineNames.notNullProof(column.id()).equals(check.id().quoted()))
                        .anyMatch(column ->
                                wanted.find(column.id())
                                        .map(then -> then.has(Property.NOT_NULL))
                                        .orElse(false));
    }

    /** A part of a table that is only on one side goes with the table. */
    private static boolean isNamedByItself(PostgresObject object, PostgresCatalog other) {
        boolean comesFromParent =
                object.kind() == ObjectKind.COLUMN && object.has(Property.INHERITED);
        if (!object.id().isPart()) {
            return true;
        }
        return other.has(object.id())
                || (!comesFromParent
                        && (other.has(object.id().parent())
                                || (object.kind() != ObjectKind.COLUMN
                                        && isOfView(object, other))));
    }

    private static boolean isOfView(PostgresObject part, PostgresCatalog other) {
        ObjectId parent = part.id().parent();
        return other.has(ObjectId.of(ObjectKind.VIEW, parent.schema(), parent.name()))
                || other.has(
                        ObjectId.of(ObjectKind.MATERIALIZED_VIEW, parent.schema(), parent.name()));
    }

    /** The server names constraints and indexes itself, so a name alone makes no new object. */
    private Optional<PostgresObject> sameUnderOtherName(PostgresObject object) {
        boolean named = object.kind() == ObjectKind.INDEX || object.kind().isConstraint();
        if (!named) {
            return Optional.empty();
        }
        Optional<PostgresObject> found =
                live.objects().stream()
                        .filter(other -> other.kind() == object.kind())
                        .filter(other -> other.id().schema().equals(object.id().schema()))
                        .filter(other -> other.id().table().equals(object.id().table()))
                        .filter(other ->
                                other.get(Property.DEFINITION)
                                        .equals(object.get(Property.DEFINITION)))
                        .filter(other -> !other.has(Property.INVALID))
                        .filter(other -> !wanted.has(other.id()) && !matched.contains(other.id()))
                        .findFirst();
        found.ifPresent(other -> matched.add(other.id()));
        return found;
    }

    private static void addIfChanged(
            PostgresObject found, PostgresObject object, List<Change> changes) {
        Set<Property> properties = EnumSet.noneOf(Property.class);
        for (Property property : Property.values()) {
            if (property.isCompared() && differs(property, found, object)) {
                properties.add(property);
            }
        }
        if (!properties.isEmpty() || !found.id().equals(object.id())) {
            changes.add(
                    new Change(object.id(), Optional.of(found), Optional.of(object), properties));
        }
    }

    private static boolean differs(Property property, PostgresObject live, PostgresObject wanted) {
        if (live.get(property).equals(wanted.get(property)) || isPublic(live.id())) {
            return false;
        }
        return switch (property) {
            case GRANTS -> wanted.has(Property.GRANTS_SET);
            case NOT_VALID, INVALID -> live.has(property);
            case COMMENT -> wanted.has(property) || !live.kind().isConstraint();
            default -> !(live.has(Property.INHERITED) && INHERITED.contains(property));
        };
    }

    private static boolean isPublic(ObjectId id) {
        return id.kind() == ObjectKind.NAMESPACE && id.name().equals("public");
    }

    /** Returns a change as it is reported to people, an entry for each aspect. */
    static List<Difference> differences(Change change) {
        ObjectId id = change.id();
        if (change.isMissing() || change.isUndeclared()) {
            Difference.Change how =
                    change.isMissing() ? Difference.Change.MISSING : Difference.Change.UNDECLARED;
            return List.of(
                    difference(
                            id,
                            how,
                            Aspect.WHOLE,
                            change.live().map(PostgresComparison::text),
                            change.wanted().map(PostgresComparison::text)));
        }
        List<Difference> differences = new ArrayList<>();
        PostgresObject live = change.live().orElseThrow();
        PostgresObject wanted = change.wanted().orElseThrow();
        if (change.isRename()) {
            differences.add(
                    difference(
                            id,
                            Difference.Change.RENAMED,
                            Aspect.WHOLE,
                            Optional.of(live.id().path()),
                            Optional.of(id.path())));
        }
        for (Property property : change.properties()) {
            boolean left = property == Property.COMMENT && !wanted.has(property);
            differences.add(
                    difference(
                            id,
                            left ? Difference.Change.UNDECLARED : Difference.Change.CHANGED,
                            property.aspect(),
                            shown(live, property),
                            shown(wanted, property)));
        }
        return differences;
    }

    private static Difference difference(
            ObjectId id,
            Difference.Change change,
            Aspect aspect,
            Optional<String> live,
            Optional<String> wanted) {
        Optional<String> member = id.isPart() ? Optional.of(id.name()) : Optional.empty();
        return new Difference(id.kind(), change, aspect, id.owner(), member, live, wanted);
    }

    private static Optional<String> shown(PostgresObject object, Property property) {
        return object.get(property)
                .map(text ->
                        text.isEmpty()
                                ? property.name().toLowerCase(java.util.Locale.ROOT)
                                : text.replace(PostgresObject.SEPARATOR, ", ")
                                        .replace('\u001e', ' '));
    }

    private static String text(PostgresObject object) {
        List<String> parts = new ArrayList<>();
        for (Property property : Property.values()) {
            if (property.isCompared()
                    && property != Property.SIGNATURE
                    && property != Property.GRANTS) {
                shown(object, property).ifPresent(parts::add);
            }
        }
        return object.get(Property.DEFINITION)
                .orElse((object.id().words() + " " + String.join(" ", parts)).strip());
    }
}
