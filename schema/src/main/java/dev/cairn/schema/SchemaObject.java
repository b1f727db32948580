package dev.cairn.schema;

/** One object of a schema that has a name and a CREATE statement of its own. */
public sealed interface SchemaObject
        permits Table, VirtualTable, Index, View, Trigger, OpaqueObject, EngineObject {

    /** Returns the name as it was spelled, without quotes. */
    String name();

    /**
     * Returns the CREATE statement that makes this object, without a final semicolon. For a live
     * object it is the text that the database keeps; it is shown to people and executed to recreate
     * the object, but it is never what two objects are compared by.
     */
    String sql();
}
