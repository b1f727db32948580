package dev.cairn.database.definition;

import dev.cairn.database.DatabaseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * A JSON or YAML document that knows in which line everything stands. No key may stand twice in an
 * object, and YAML's aliases are not taken.
 */
final class StructuredDocument {

    private final String source;
    private final JsonNode root;
    private final Map<String, Integer> lines;

    private StructuredDocument(String source, JsonNode root, Map<String, Integer> lines) {
        this.source = source;
        this.root = root;
        this.lines = lines;
    }

    static StructuredDocument json(String text, String source) {
        return parse(JsonFactory.builder().build(), "JSON", text, source);
    }

    static StructuredDocument yaml(String text, String source) {
        return parse(YAMLFactory.builder().build(), "YAML", text, source);
    }

    private static StructuredDocument parse(
            TokenStreamFactory factory, String language, String text, String source) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            return new Building(parser, source).document();
        } catch (JacksonException e) {
            throw DefinitionErrors.at(
                    source + ":" + line(e), "not " + language + ": " + said(e), e);
        }
    }

    /** The parser adds where it read from, which it keeps to itself. */
    private static String said(JacksonException error) {
        return String.valueOf(error.getOriginalMessage())
                .replaceAll("\\s*\\(start marker at \\[Source: .*?\\]\\)", "")
                .replaceAll("\\s*\\[Source: .*?\\]", "");
    }

    /** A limit of the parser, such as its depth, may be met without a place. */
    private static int line(JacksonException error) {
        TokenStreamLocation location = error.getLocation();
        return location == null ? 1 : Math.max(1, location.getLineNr());
    }

    JsonNode root() {
        return root;
    }

    String source() {
        return source;
    }

    /** Returns file, line and path of what a JSON pointer points at. */
    String place(String pointer) {
        return source + ":" + line(pointer) + (pointer.isEmpty() ? "" : ": " + path(pointer));
    }

    private int line(String pointer) {
        return lines.getOrDefault(pointer, 1);
    }

    private static String path(String pointer) {
        StringBuilder path = new StringBuilder();
        for (String part : pointer.substring(1).split("/", -1)) {
            if (part.chars().allMatch(c -> c >= '0' && c <= '9') && !path.isEmpty()) {
                path.append('[').append(part).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(unescape(part));
            }
        }
        return path.toString();
    }

    static String child(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private static String unescape(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    /** The building of a document from the tokens of a parser. */
    private static final class Building {

        private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

        private final JsonParser parser;
        private final String source;
        private final Map<String, Integer> lines = new HashMap<>();

        Building(JsonParser parser, String source) {
            this.parser = parser;
            this.source = source;
        }

        StructuredDocument document() {
            JsonNode root = value(parser.nextToken(), "");
            if (parser.nextToken() != null) {
                throw error("one document is expected, and more follows");
            }
            return new StructuredDocument(source, root, lines);
        }

        private JsonNode value(@Nullable JsonToken token, String pointer) {
            if (token == null) {
                throw error("the document is empty");
            }
            if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                throw error("aliases are not supported; write the value out");
            }
            lines.putIfAbsent(pointer, line());
            return switch (token) {
                case START_OBJECT -> object(pointer);
                case START_ARRAY -> array(pointer);
                case VALUE_STRING -> NODES.stringNode(parser.getString());
                case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
                case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
                case VALUE_TRUE -> NODES.booleanNode(true);
                case VALUE_FALSE -> NODES.booleanNode(false);
                case VALUE_NULL -> NODES.nullNode();
                case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                        throw error("a value is expected");
            };
        }

        private ObjectNode object(String pointer) {
            ObjectNode object = NODES.objectNode();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                String childPointer = child(pointer, key);
                if (lines.put(childPointer, line()) != null) {
                    throw error("the key '" + key + "' stands twice in one object");
                }
                object.set(key, value(parser.nextToken(), childPointer));
            }
            return object;
        }

        private ArrayNode array(String pointer) {
            ArrayNode array = NODES.arrayNode();
            for (JsonToken token = parser.nextToken();
                    token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                array.add(value(token, pointer + "/" + array.size()));
            }
            return array;
        }

        private int line() {
            return parser.currentTokenLocation().getLineNr();
        }

        private DatabaseException error(String problem) {
            return DefinitionErrors.all(
                    List.of(source + ":" + Math.max(1, line()) + ": " + problem), null);
        }
    }
}
