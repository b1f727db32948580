package dev.cairn.web.page;

import dev.cairn.server.tool.Cancellation;
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
record PageRequest(
        String path,
        Map<String, String> parameters,
        boolean posted,
        boolean loggedIn,
        String formSecret,
        Cancellation cancellation) {

    private static final int MOST_CHARACTERS = 4096;

    PageRequest {
        parameters = Map.copyOf(parameters);
        parameters.forEach((name, value) -> {
            if (value.length() > MOST_CHARACTERS) {
                throw PageException.invalid(
                        "the parameter '%s' is longer than %d characters"
                                .formatted(name, MOST_CHARACTERS));
            }
        });
    }

    /** Returns a parameter; empty if it was not given. */
    String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Returns a parameter that was given and is not empty. */
    Optional<String> some(String name) {
        return Optional.of(text(name)).filter(value -> !value.isEmpty());
    }

    /**
     * Returns a parameter that must be given.
     *
     * @throws PageException if it was not
     */
    String required(String name) {
        return some(name)
                .orElseThrow(() ->
                        PageException.invalid(
                                "the address lacks the parameter '%s'".formatted(name)));
    }

    /** Returns a whole number of a range, or the usual one if it is none. */
    int number(String name, int usual, int least, int most) {
        try {
            return Math.clamp(Long.parseLong(text(name)), least, most);
        } catch (NumberFormatException _) {
            return usual;
        }
    }
}
