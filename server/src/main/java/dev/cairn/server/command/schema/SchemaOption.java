package dev.cairn.server.command.schema;

import dev.cairn.schema.SchemaDefinition;
import dev.cairn.server.command.TargetCommand;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The declared schema, where a command cannot do without it. */
final class SchemaOption {

    @Option(
            names = "--schema",
            required = true,
            paramLabel = "FILE",
            description = "The declared schema: SQL, YAML or JSON, or a folder of SQL files.")
    private Path file = Path.of("");

    private @Nullable SchemaDefinition definition;

    void read(TargetCommand command) {
        definition = SchemaFile.read(command.resolved(file), command.engine());
    }

    /** Returns what was read before. */
    SchemaDefinition definition() {
        return Objects.requireNonNull(definition);
    }
}
