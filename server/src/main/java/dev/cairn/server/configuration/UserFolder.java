package dev.cairn.server.configuration;

import java.nio.file.Path;
import java.util.Map;

/**
 * The folder for a user's own data by the XDG Base Directory Specification
 * (https://specifications.freedesktop.org/basedir-spec/latest/): {@code $XDG_DATA_HOME}, or {@code
 * ~/.local/share} where that is not set, empty or relative.
 */
final class UserFolder {

    private static final String VARIABLE = "XDG_DATA_HOME";
    private static final String MARK = "$" + VARIABLE;

    private UserFolder() {}

    /** Returns a path of a configuration with the folder in the place of its name. */
    static String expanded(String path) {
        return expanded(path, System.getenv(), System.getProperty("user.home"));
    }

    static String expanded(String path, Map<String, String> environment, String home) {
        if (!path.equals(MARK) && !path.startsWith(MARK + "/")) {
            return path;
        }
        String set = environment.getOrDefault(VARIABLE, "");
        Path folder = set.startsWith("/") ? Path.of(set) : Path.of(home, ".local", "share");
        return folder + path.substring(MARK.length());
    }
}
