package dev.cairn.database.definition;

import dev.cairn.schema.SchemaDefinition;
import dev.cairn.schema.dialect.CatalogDialect;
import dev.cairn.schema.dialect.Dialect;
import dev.cairn.schema.dialect.TableDialect;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * Writes definitions, and live schemas as definitions, as text that {@link DefinitionReader} reads
 * back without a difference. Objects that were not understood cannot be written and are left out.
 */
public final class DefinitionWriter {

    private static final ObjectMapper JSON =
            new ObjectMapper(JsonFactory.builder().build())
                    .rebuild()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
    private static final ObjectMapper YAML =
            new ObjectMapper(
                    YAMLFactory.builder()
                            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                            .disable(YAMLWriteFeature.SPLIT_LINES)
                            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                            .build());

    private DefinitionWriter() {}

    /** Returns the text of what a database of an engine has, with a line end at its end. */
    public static String write(
            SchemaDefinition definition, DefinitionFormat format, Dialect dialect) {
        return switch (dialect) {
            case TableDialect _ -> write(definition, format);
            case CatalogDialect catalog -> write(catalog.script(definition.schema()), format);
        };
    }

    private static String write(List<String> statements, DefinitionFormat format) {
        Map<String, Object> document = Map.of("engine", Map.of("after", statements));
        return switch (format) {
            case JSON -> JSON.writeValueAsString(document) + "\n";
            case YAML -> YAML.writeValueAsString(document);
            case SQL ->
                    statements.stream()
                            .map(statement -> statement + ";\n")
                            .collect(Collectors.joining("\n"));
        };
    }

    /** Returns the text of a definition, with a line end at its end. */
    public static String write(SchemaDefinition definition, DefinitionFormat format) {
        return switch (format) {
            case JSON ->
                    JSON.writeValueAsString(new StructuredWriter(definition).document()) + "\n";
            case YAML -> YAML.writeValueAsString(new StructuredWriter(definition).document());
            case SQL -> new SqlWriter(definition).text();
        };
    }
}
