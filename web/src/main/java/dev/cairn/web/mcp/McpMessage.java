package dev.cairn.web.mcp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong with a message of a client. The library answers such a message with the trace of an
 * exception, or ends its answer without a word.
 */
final class McpMessage {

    static final int NOT_JSON = -32700;
    static final int NOT_A_MESSAGE = -32600;
    static final int WRONG_PARAMETERS = -32602;

    private static final int MOST_ID_CHARACTERS = 1_000;
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private McpMessage() {}

    /**
     * Why a message is refused.
     *
     * @param id the id of the request; null if it is not known
     */
    record Refusal(@Nullable JsonNode id, int code, String text) {

        /** Returns the answer of JSON-RPC. */
        byte[] answer() {
            return error(id, code, text);
        }
    }

    /** Returns an error as JSON-RPC has it. */
    static byte[] error(@Nullable JsonNode id, int code, String text) {
        JsonNode shown = id == null ? MAPPER.getNodeFactory().nullNode() : id;
        ObjectNode answer = MAPPER.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", shown);
        answer.putObject("error").put("code", code).put("message", text);
        return MAPPER.writeValueAsBytes(answer);
    }

    /** Returns why a message is refused; empty if the library can take it. */
    static Optional<Refusal> refusal(byte[] body) {
        JsonNode message;
        try {
            message = MAPPER.readTree(body);
        } catch (JacksonException _) {
            return Optional.of(new Refusal(null, NOT_JSON, "the body is not JSON"));
        }
        if (!message.isObject()) {
            return malformed("the body is not one message of JSON-RPC 2.0");
        }
        JsonNode id = message.path("id");
        boolean named = id.isIntegralNumber() || id.isString();
        if ((!id.isMissingNode() && !named) || id.toString().length() > MOST_ID_CHARACTERS) {
            return malformed(
                    "'id' must be a whole number or a text of at most %d characters"
                            .formatted(MOST_ID_CHARACTERS));
        }
        if (message.has("method")) {
            return ofRequest(message, named ? id : null);
        }
        // Cairn asks its clients nothing but whether they are there.
        return named && (message.has("result") || message.has("error"))
                ? Optional.empty()
                : malformed("the body is neither a request nor an answer");
    }

    private static Optional<Refusal> ofRequest(JsonNode message, @Nullable JsonNode id) {
        JsonNode method = message.path("method");
        JsonNode parameters = message.path("params");
        if (!method.isString()) {
            return malformed("'method' must be a text");
        }
        if (!parameters.isMissingNode() && !parameters.isObject()) {
            return wrong(id, "'params' must be an object");
        }
        if (!method.asString().equals("tools/call")) {
            return Optional.empty();
        }
        JsonNode arguments = parameters.path("arguments");
        if (!parameters.path("name").isString()) {
            return wrong(id, "'params.name' must be the name of a tool");
        }
        return arguments.isMissingNode() || arguments.isNull() || arguments.isObject()
                ? Optional.empty()
                : wrong(id, "'params.arguments' must be an object");
    }

    private static Optional<Refusal> malformed(String text) {
        return Optional.of(new Refusal(null, NOT_A_MESSAGE, text));
    }

    private static Optional<Refusal> wrong(@Nullable JsonNode id, String text) {
        return Optional.of(new Refusal(id, WRONG_PARAMETERS, text));
    }
}
