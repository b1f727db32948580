package dev.cairn.schema;

import java.util.List;

/**
 * What a program declares: the schema it needs, and what the engine cannot know by itself.
 *
 * @param version the version of the schema, such as {@code 1.0.0}; empty if the program gives none
 * @param schema the objects
 * @param hints renames, fillings and conversions that a comparison may use
 * @param migrations changes of data that belong to a version, in the order of their versions
 * @param source where it was read from, for messages
 */
public record SchemaDefinition(
        String version,
        Schema schema,
        DefinitionHints hints,
        List<VersionMigration> migrations,
        String source) {

    public SchemaDefinition {
        migrations = List.copyOf(migrations);
    }

    /**
     * Returns a definition that declares what a schema has, without a version, hints or migrations.
     *
     * @param source where the schema was read from, for messages
     */
    public static SchemaDefinition of(Schema schema, String source) {
        return new SchemaDefinition("", schema, DefinitionHints.none(), List.of(), source);
    }
}
