package dev.cairn.worker.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.schema.EngineOptions;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads the records that go over the socket as JSON. */
public final class Documents {

    private static final JsonFactory VALUES = new JsonFactory();

    private Documents() {}

    /** Loaded with the first record, because it takes long to begin with. */
    private static final class Records {

        /**
         * No component of a record is null, so nothing that was sent or left out may make it so.
         */
        static final JsonMapper MAPPER =
                JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                        .addMixIn(EngineOptions.class, EngineOptionsForm.class)
                        .build();
    }

    /** How a table's options say which engine they belong to; the schema module knows no JSON. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "engine")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = EngineOptions.None.class, name = "none"),
        @JsonSubTypes.Type(value = EngineOptions.Sqlite.class, name = "sqlite")
    })
    private interface EngineOptionsForm {}

    /** Returns a record as JSON. */
    public static String write(Object value) {
        return Records.MAPPER.writeValueAsString(value);
    }

    /**
     * Returns the record that a JSON text stands for.
     *
     * @throws DatabaseException with PROTOCOL if it stands for none
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return Records.MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.PROTOCOL,
                    "cannot read a %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()),
                    e);
        }
    }

    /**
     * Returns one text or number of a document, without making a record of the whole.
     *
     * @param path the names that lead to it, from the outermost
     * @return its text; empty if it is null or not there
     * @throws DatabaseException with PROTOCOL if the document is no JSON object
     */
    public static Optional<String> value(String json, String... path) {
        try (JsonParser parser = VALUES.createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return value(parser, path, 0);
        } catch (JacksonException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.PROTOCOL,
                    "cannot read a document: " + e.getOriginalMessage(),
                    e);
        }
    }

    private static Optional<String> value(JsonParser parser, String[] path, int depth) {
        if (depth == path.length) {
            return Optional.ofNullable(parser.getValueAsString());
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals(path[depth])) {
                return value(parser, path, depth + 1);
            }
            parser.skipChildren();
        }
        return Optional.empty();
    }
}
