package dev.cairn.worker.protocol;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads the records that go over the socket as JSON. */
public final class Documents {

    /** No component of a record is null, so nothing that was sent or left out may make it so. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .build();

    private Documents() {}

    /** Returns a record as JSON. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Returns the record that a JSON text stands for.
     *
     * @throws DatabaseException with PROTOCOL if it stands for none
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new DatabaseException(
                    DatabaseErrorCode.PROTOCOL,
                    "cannot read a %s: %s".formatted(type.getSimpleName(), e.getOriginalMessage()),
                    e);
        }
    }
}
