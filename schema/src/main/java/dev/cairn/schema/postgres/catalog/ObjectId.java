package dev.cairn.schema.postgres.catalog;

import dev.cairn.schema.Identifier;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.ObjectName;

/**
 * What identifies an object of a catalog.
 *
 * @param kind the kind
 * @param schema the schema it is in; empty for an object that is in none, such as an extension
 * @param table the table of a column, constraint, trigger, policy or rule; empty for others
 * @param name its own name; of a function with the types of its arguments, such as {@code
 *     total(integer)}
 */
public record ObjectId(ObjectKind kind, String schema, String table, String name)
        implements Comparable<ObjectId> {

    private static final String USUAL_SCHEMA = "public";

    /** Returns the id of an object of a schema that belongs to no table. */
    public static ObjectId of(ObjectKind kind, String schema, String name) {
        return new ObjectId(kind, schema, "", name);
    }

    /** Returns the id of the table that this belongs to. */
    public ObjectId parent() {
        return new ObjectId(ObjectKind.TABLE, schema, "", table);
    }

    /** Returns whether it is a part of a table that is named with it. */
    public boolean isPart() {
        return !table.isEmpty();
    }

    /** Returns the table, or the object itself if it is not a part of one. */
    public String owner() {
        String plain = isPart() ? table : name;
        return schema.isEmpty() || schema.equals(USUAL_SCHEMA) ? plain : schema + "." + plain;
    }

    /** Returns the name for people: without the schema {@code public}. */
    public String path() {
        return isPart() ? owner() + "." + name : owner();
    }

    /** Returns the name as plans give it. */
    public ObjectName objectName() {
        return isPart() ? ObjectName.of(kind, owner(), name) : ObjectName.of(kind, owner());
    }

    /** Returns the object's own name in quotes. */
    public String quoted() {
        return Identifier.quote(name);
    }

    /** Returns whether a text is the object's own name, in quotes or without. */
    public boolean isWritten(String text) {
        return text.equals(name) || text.equals(quoted());
    }

    /** Returns the name of the object, or of the table of a part, ready for a statement. */
    public String qualified() {
        String own = Identifier.quote(isPart() ? table : name);
        return schema.isEmpty() ? own : Identifier.quote(schema) + "." + own;
    }

    /** Returns the kind and the name, such as {@code column 'orders.total'}. */
    public String words() {
        return kind.words() + " '" + path() + "'";
    }

    /** Returns the id of an object of the same kind and place with another name. */
    public ObjectId named(String other) {
        return new ObjectId(kind, schema, table, other);
    }

    @Override
    public int compareTo(ObjectId other) {
        int bySchema = schema.compareTo(other.schema);
        int byTable = bySchema != 0 ? bySchema : table.compareTo(other.table);
        int byName = byTable != 0 ? byTable : name.compareTo(other.name);
        return byName != 0 ? byName : kind.compareTo(other.kind);
    }
}
