package dev.cairn.worker.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import dev.cairn.schema.EngineOptions;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads the records that go over the socket as JSON. */
public final class Documents {

    private static final JsonFactory VALUES = new JsonFactory();
    private static final int LONGEST_NAME = 100;
    private static final int DEEPEST_PLACE = 10;

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
                    "cannot read a %s: %s".formatted(type.getSimpleName(), reason(e)),
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
                    DatabaseErrorCode.PROTOCOL, "cannot read a document: " + reason(e), e);
        }
    }

    /** The parser repeats what it read, however long, and names classes. */
    private static String reason(JacksonException error) {
        if (error instanceof DatabindException) {
            String place =
                    error.getPath().stream()
                            .map(JacksonException.Reference::getPropertyName)
                            .filter(Objects::nonNull)
                            .map(name -> name.length() > LONGEST_NAME ? "…" : name)
                            .limit(DEEPEST_PLACE)
                            .collect(Collectors.joining("."));
            return place.isEmpty()
                    ? "a JSON object with other fields is expected"
                    : "the value of '" + place + "' is not of the kind that is expected";
        }
        return "it is not valid JSON";
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
