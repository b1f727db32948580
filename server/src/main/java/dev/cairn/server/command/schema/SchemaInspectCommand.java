package dev.cairn.server.command.schema;

import dev.cairn.database.CodeDatabase;
import dev.cairn.database.definition.DefinitionFormat;
import dev.cairn.database.definition.DefinitionWriter;
import dev.cairn.database.definition.MermaidWriter;
import dev.cairn.database.engine.Engine;
import dev.cairn.schema.Schema;
import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.dialect.Dialect;
import dev.cairn.server.command.Access;
import dev.cairn.server.command.CommandException;
import dev.cairn.server.command.DatabaseCommand;
import dev.cairn.server.command.ExitCode;
import dev.cairn.server.command.Surroundings;
import dev.cairn.server.diagram.SchemaDiagram;
import dev.cairn.server.output.Output;
import dev.cairn.server.output.ProgressDisplay;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the schema that a database has. */
@Command(
        name = "inspect",
        header = "Write the schema that a database has, as a definition or a diagram.",
        description =
                "YAML, JSON and SQL read back without a difference; Mermaid and SVG are"
                        + " entity-relationship diagrams.",
        footer = {
            "",
            "Examples:",
            "  cairn schema inspect --database app.db > schema.yaml",
            "  cairn schema inspect --database app.db --format mermaid",
            "  cairn schema inspect --database app.db --format svg > schema.svg"
        })
public final class SchemaInspectCommand extends DatabaseCommand {

    /** What can be written. */
    private enum Format {
        YAML,
        JSON,
        SQL,
        MERMAID,
        SVG
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "yaml, json, sql, mermaid or svg. Default: yaml, or json with --json.")
    private @Nullable Format format;

    public SchemaInspectCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected Access access() {
        return Access.READ;
    }

    @Override
    protected ExitCode run(CodeDatabase database, Output output, ProgressDisplay progress) {
        Format usual = output.isJson() ? Format.JSON : Format.YAML;
        Schema schema = database.driver().inspectSchema();
        SchemaDefinition definition = SchemaDefinition.of(schema, target().location().text());
        Dialect dialect = Engine.of(database.driver()).dialect();
        output.content(text(definition, format == null ? usual : format, dialect));
        schema.opaqueObjects()
                .forEach(object ->
                        output.warning(
                                "'%s' is left out: %s".formatted(object.name(), object.reason())));
        return ExitCode.DONE;
    }

    private static Schema drawable(Schema schema) {
        if (!schema.engineObjects().isEmpty()) {
            throw CommandException.usage(
                    "diagrams are made of SQLite databases only; use --format sql");
        }
        return schema;
    }

    private static String text(SchemaDefinition definition, Format format, Dialect dialect) {
        return switch (format) {
            case YAML -> DefinitionWriter.write(definition, DefinitionFormat.YAML, dialect);
            case JSON -> DefinitionWriter.write(definition, DefinitionFormat.JSON, dialect);
            case SQL -> DefinitionWriter.write(definition, DefinitionFormat.SQL, dialect);
            case MERMAID -> MermaidWriter.write(drawable(definition.schema()));
            case SVG -> SchemaDiagram.document(drawable(definition.schema()));
        };
    }
}
