package dev.cairn.server.log;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The environment variables of the log, and what they may say. */
public final class LogVariables {

    /** From which level on events are written. */
    static final String LEVEL = "CAIRN_LOG_LEVEL";

    /** How they are written. */
    static final String FORMAT = "CAIRN_LOG_FORMAT";

    private static final List<String> LEVELS =
            List.of("trace", "debug", "info", "warn", "error", "off");
    private static final List<String> FORMATS = List.of("text", "json");

    private LogVariables() {}

    /** Returns what is wrong with the variables of an environment, if anything is. */
    public static Optional<String> problem(Map<String, String> environment) {
        return problem(environment, LEVEL, LEVELS).or(() -> problem(environment, FORMAT, FORMATS));
    }

    private static Optional<String> problem(
            Map<String, String> environment, String name, List<String> known) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() || known.contains(value.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(
                        "%s is '%s'; it must be one of %s"
                                .formatted(name, value, String.join(", ", known)));
    }
}
