package dev.cairn.database.definition;

import dev.cairn.database.DatabaseException;
import dev.cairn.schema.sqlite.text.SqlExpression;
import dev.cairn.schema.sqlite.text.SqlSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value of a document that has the right shape already, with its place for messages.
 *
 * @param value the value
 * @param pointer where it stands in the document, as a JSON pointer
 */
record StructuredNode(StructuredDocument document, JsonNode value, String pointer) {

    String place() {
        return document.place(pointer);
    }

    boolean isText() {
        return value.isString();
    }

    String asText() {
        return value.asString();
    }

    Optional<StructuredNode> child(String key) {
        JsonNode found = value.get(key);
        return found == null || found.isNull()
                ? Optional.empty()
                : Optional.of(
                        new StructuredNode(
                                document, found, StructuredDocument.child(pointer, key)));
    }

    Optional<String> text(String key) {
        return child(key).map(StructuredNode::asText);
    }

    String requiredText(String key) {
        return text(key).orElseThrow(() -> error("'" + key + "' is missing", null));
    }

    boolean flag(String key) {
        return child(key).map(found -> found.value().asBoolean()).orElse(false);
    }

    /** Returns the elements of an array; none if it is not there. */
    List<StructuredNode> elements(String key) {
        return child(key).map(StructuredNode::elements).orElse(List.of());
    }

    List<StructuredNode> elements() {
        List<StructuredNode> elements = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            elements.add(new StructuredNode(document, value.get(i), pointer + "/" + i));
        }
        return elements;
    }

    List<String> texts(String key) {
        return elements(key).stream().map(StructuredNode::asText).toList();
    }

    /** Returns the keys of an object in the order in which they stand. */
    List<String> keys() {
        return List.copyOf(value.propertyNames());
    }

    /** Returns an SQL expression that cannot be anything but one expression. */
    Optional<String> expression(String key) {
        return child(key).map(StructuredNode::asExpression);
    }

    String asExpression() {
        String sql = asText();
        try {
            SqlExpression.requireSingle(sql);
            return sql.strip();
        } catch (SqlSyntaxException e) {
            throw error("'" + sql + "' is not one SQL expression: " + e.getMessage(), e);
        }
    }

    DatabaseException error(String problem, @Nullable Throwable cause) {
        return DefinitionErrors.at(place(), problem, cause);
    }
}
