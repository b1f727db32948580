package dev.cairn.server.command.schema;

import dev.cairn.index.CodeIndexSchema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.server.command.TargetCommand;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The declared schema, where a command can do more with it. */
final class OptionalSchemaOption {

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description =
                    "The schema that the database should have: SQL, YAML or JSON, or a folder."
                            + " Default: none, or that of the code index.")
    private @Nullable Path file;

    private Optional<SchemaDefinition> definition = Optional.empty();

    void read(TargetCommand command) {
        definition =
                Optional.ofNullable(file)
                        .map(command::resolved)
                        .map(path -> SchemaFile.read(path, command.engine()));
        if (definition.isEmpty() && command.isCodeIndex()) {
            definition = Optional.of(CodeIndexSchema.definition(command.engine()));
        }
    }

    /** Returns what was read before. */
    Optional<SchemaDefinition> definition() {
        return definition;
    }
}
