package dev.cairn.schema;

/**
 * An object of an engine whose schemas are a catalog of many kinds of objects. Only the dialect of
 * that engine reads more of it than this.
 */
public non-sealed interface EngineObject extends SchemaObject {

    /** Returns which kind of object it is. */
    ObjectKind kind();

    /** Returns a text that is another one whenever the object differs in anything. */
    String fingerprint();

    /** Returns the fingerprint without what a copy made by another user does not share. */
    default String structure() {
        return fingerprint();
    }
}
