package dev.cairn.database.definition;

import dev.cairn.schema.SchemaDefinition;
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
