package dev.cairn.database.definition;

/** The forms in which a definition can be written, and read back as the same. */
public enum DefinitionFormat {
    JSON,
    YAML,
    SQL
}
