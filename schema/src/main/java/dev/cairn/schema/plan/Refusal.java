package dev.cairn.schema.plan;

/**
 * A difference that no step can serve, whatever the rows hold.
 *
 * @param path the object
 * @param reason why not
 * @param remedy what a person can do
 */
public record Refusal(String path, String reason, String remedy) {

    /** Returns the refusal as one sentence. */
    public String message() {
        return "'" + path + "': " + reason + "; " + remedy;
    }
}
