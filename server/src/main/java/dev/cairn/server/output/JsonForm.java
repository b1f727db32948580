package dev.cairn.server.output;

import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The form of all answers as JSON: the number of the format first, names in snake_case, kinds and
 * states as words in lower case with hyphens. {@code docs/json.md} describes it.
 */
final class JsonForm {

    /** Raised when a field is removed or renamed, or a word gets another spelling. */
    static final int FORMAT = 2;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .addModule(
                            new SimpleModule("cairn")
                                    .addSerializer(new Words())
                                    .addSerializer(new Paths()))
                    .build();

    private JsonForm() {}

    /** Returns a result as a document. */
    static String text(Object value) {
        return text(begun(), value);
    }

    /** Returns a result as a document that begins with the database it is about. */
    static String text(String database, Object value) {
        return text(begun().put("database", database), value);
    }

    private static ObjectNode begun() {
        return MAPPER.createObjectNode().put("format", FORMAT);
    }

    private static String text(ObjectNode document, Object value) {
        JsonNode result = MAPPER.valueToTree(value);
        result.properties()
                .forEach(property -> {
                    if (!document.has(property.getKey())) {
                        document.set(property.getKey(), property.getValue());
                    }
                });
        return MAPPER.writeValueAsString(document);
    }

    /** Returns the name of a constant as a word: {@code COLUMN_MISSING} as column-missing. */
    static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class Words extends StdSerializer<Enum<?>> {

        Words() {
            super(Enum.class);
        }

        @Override
        public void serialize(Enum<?> value, JsonGenerator json, SerializationContext context) {
            json.writeString(word(value.name()));
        }
    }

    /** The library would write a path as a URI. */
    private static final class Paths extends StdSerializer<Path> {

        Paths() {
            super(Path.class);
        }

        @Override
        public void serialize(Path value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.toString());
        }
    }
}
