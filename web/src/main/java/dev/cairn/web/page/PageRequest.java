package dev.cairn.web.page;

import dev.cairn.server.tool.Cancellation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/**
 * A request for a page.
 *
 * @param path the path, such as {@code /search}
 * @param parameters the parameters of the address, or of the form that was sent
 * @param posted whether a form was sent
 * @param loggedIn whether the browser has shown the token
 * @param formSecret what a form that changes something must hold
 * @param cancellation stops the work for a browser that is gone
 */
public record PageRequest(
        String path,
        Map<String, String> parameters,
        boolean posted,
        boolean loggedIn,
        String formSecret,
        Cancellation cancellation) {

    /** The field by which a form shows that it is one of ours. */
    static final String FORM = "form";

    private static final int MOST_CHARACTERS = 4096;

    public PageRequest {
        parameters = Map.copyOf(parameters);
        parameters.forEach((name, value) -> {
            if (value.length() > MOST_CHARACTERS) {
                throw PageException.invalid(
                        "the parameter '%s' is longer than %d characters"
                                .formatted(name, MOST_CHARACTERS));
            }
        });
    }

    /**
     * Requires that a form of ours was sent by a browser that has shown the token.
     *
     * @throws PageException if it was not
     */
    public void requireOwnForm() {
        if (!posted) {
            throw PageException.invalid(
                    "this is done by the button of its page, which sends a form");
        }
        if (!loggedIn) {
            throw PageException.forbidden("log in with the token of this project first");
        }
        if (!MessageDigest.isEqual(bytes(formSecret), bytes(text(FORM)))) {
            throw PageException.forbidden("the form is not of this server; load its page again");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a parameter; empty if it was not given. */
    public String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Returns a parameter that was given and is not empty. */
    public Optional<String> some(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }

    /**
     * Returns a parameter that must be given.
     *
     * @throws PageException if it was not
     */
    public String required(String name) {
        return some(name)
                .orElseThrow(() ->
                        PageException.invalid(
                                "the address lacks the parameter '%s'".formatted(name)));
    }

    /** Returns a whole number of a range, or the usual one if it is none. */
    public int number(String name, int usual, int least, int most) {
        try {
            return Math.clamp(Long.parseLong(text(name)), least, most);
        } catch (NumberFormatException _) {
            return usual;
        }
    }
}
