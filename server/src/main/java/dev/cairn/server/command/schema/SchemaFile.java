package dev.cairn.server.command.schema;

import dev.cairn.database.definition.DefinitionReader;
import dev.cairn.database.engine.Engine;
import dev.cairn.schema.ObjectKind;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.server.command.CommandException;
import java.nio.file.Path;
import java.util.Optional;

/** A declared schema that the command line names. */
public final class SchemaFile {

    private SchemaFile() {}

    /** Reads a declared schema; one that declares nothing is a wrong file, not a wish. */
    public static SchemaDefinition read(Path file) {
        return read(file, Optional.empty());
    }

    /** Reads a declared schema for the engine of a database that is open. */
    public static SchemaDefinition read(Path file, Optional<Engine> engine) {
        if (String.valueOf(file.getFileName()).equals("-")) {
            throw CommandException.usage(
                    "cannot use the schema '-': standard input is not read; write the definition to a file whose name ends in .sql, .yaml or .json");
        }
        SchemaDefinition definition =
                engine.map(own -> DefinitionReader.read(file, own))
                        .orElseGet(() -> DefinitionReader.read(file));
        if (isEmpty(definition.schema())) {
            throw CommandException.usage(
                    "cannot use the schema '%s': it declares nothing; declare a table, or name another file"
                            .formatted(file));
        }
        return definition;
    }

    private static boolean isEmpty(Schema schema) {
        return schema.tables().isEmpty()
                && schema.virtualTables().isEmpty()
                && schema.indexes().isEmpty()
                && schema.views().isEmpty()
                && schema.triggers().isEmpty()
                && schema.engineObjects().stream()
                        .allMatch(object -> object.kind() == ObjectKind.NAMESPACE);
    }
}
