package dev.cairn.server.configuration;

import dev.cairn.database.DatabaseErrorCode;
import dev.cairn.database.DatabaseException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One object of a configuration file, read key by key. Errors name the file and the way to the key,
 * such as {@code code_analysis.database.path}. A key whose value is null counts as absent.
 */
final class JsonSection {

    private final Path file;
    private final String place;
    private final JsonNode node;
    private final PathRule rule;
    private final Set<String> known = new TreeSet<>();

    private JsonSection(Path file, String place, JsonNode node, PathRule rule) {
        this.file = file;
        this.place = place;
        this.node = node;
        this.rule = rule;
        if (!node.isObject()) {
            throw wrongType(place.isEmpty() ? "the file" : "'" + place + "'", "an object", node);
        }
    }

    /** Reads the outermost object of a file; what the reader did not ask for is refused. */
    static <T> T read(Path file, JsonNode node, PathRule rule, Function<JsonSection, T> reader) {
        return new JsonSection(file, "", node, rule).readBy(reader);
    }

    /** Returns whether the key is there. */
    boolean has(String key) {
        known.add(key);
        return node.hasNonNull(key);
    }

    /**
     * Reads the object of a key, an empty one if the key is absent; what the reader did not ask for
     * is refused.
     */
    <T> T section(String key, Function<JsonSection, T> reader) {
        JsonNode child = has(key) ? node.get(key) : JsonNodeFactory.instance.objectNode();
        return new JsonSection(file, pathTo(key), child, rule).readBy(reader);
    }

    private <T> T readBy(Function<JsonSection, T> reader) {
        T value = reader.apply(this);
        refuseOthers();
        return value;
    }

    String text(String key, String absent) {
        if (!has(key)) {
            return absent;
        }
        JsonNode value = node.get(key);
        if (!value.isString()) {
            throw wrongType(quoted(key), "a text", value);
        }
        if (value.stringValue().isBlank()) {
            throw wrong(quoted(key) + " must not be empty");
        }
        return value.stringValue();
    }

    /** Returns a path; a relative one begins at the folder. */
    Path path(String key, Path folder, String absent) {
        Path path = resolved(quoted(key), folder, text(key, absent));
        if (has(key)) {
            rule.requireOwn(quoted(key), path);
        }
        return path;
    }

    /** Returns a path that only a user may name. */
    Path trustedPath(String key, Path folder) {
        rule.forbid(quoted(key));
        return path(key, folder, "");
    }

    /** Reads the object of a key that only a user may give. */
    <T> T trusted(String key, Function<JsonSection, T> reader) {
        rule.forbid(quoted(key));
        return section(key, reader);
    }

    /** Returns the additional folders that requests may use. */
    List<Path> openedFolders(String key, Path folder) {
        List<Path> opened = paths(key, folder);
        if (!opened.isEmpty()) {
            rule.forbid(quoted(key));
        }
        return opened;
    }

    /** Returns the roots of source trees. */
    List<Path> sourceFolders(String key, Path folder) {
        List<Path> roots = paths(key, folder);
        roots.forEach(root -> rule.requireInProject(quoted(key), root));
        return roots;
    }

    /** Returns whether something is permitted that is dangerous in some places. */
    boolean permission(String key, boolean absent) {
        boolean permitted = flag(key, absent);
        if (has(key) && permitted) {
            rule.forbid(quoted(key));
        }
        return permitted;
    }

    private Path resolved(String place, Path folder, String text) {
        try {
            return folder.resolve(UserFolder.expanded(text)).normalize();
        } catch (InvalidPathException e) {
            throw wrong(place + " is not a path: " + e.getReason());
        }
    }

    boolean flag(String key, boolean absent) {
        if (!has(key)) {
            return absent;
        }
        JsonNode value = node.get(key);
        if (!value.isBoolean()) {
            throw wrongType(quoted(key), "true or false", value);
        }
        return value.booleanValue();
    }

    /** Returns a whole number of at least 1. */
    int positive(String key, int absent) {
        if (!has(key)) {
            return absent;
        }
        JsonNode value = node.get(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw wrongType(quoted(key), "a whole number from 1 to " + Integer.MAX_VALUE, value);
        }
        return value.intValue();
    }

    /** Returns a time that is given in whole seconds. */
    Duration seconds(String key, Duration absent) {
        return Duration.ofSeconds(positive(key, Math.toIntExact(absent.toSeconds())));
    }

    /** Returns a list of paths; a relative one begins at the folder. */
    List<Path> paths(String key, Path folder) {
        if (!has(key)) {
            return List.of();
        }
        JsonNode value = node.get(key);
        if (!value.isArray()) {
            throw wrongType(quoted(key), "a list of texts", value);
        }
        List<Path> paths = new ArrayList<>();
        for (JsonNode element : value) {
            String place = "'" + pathTo(key) + "[" + paths.size() + "]'";
            if (!element.isString()) {
                throw wrongType(place, "a text", element);
            }
            paths.add(resolved(place, folder, element.stringValue()));
        }
        return paths;
    }

    /** Returns a list of texts. */
    List<String> texts(String key) {
        if (!has(key)) {
            return List.of();
        }
        JsonNode value = node.get(key);
        if (!value.isArray()) {
            throw wrongType(quoted(key), "a list of texts", value);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isString()) {
                throw wrongType("'" + pathTo(key) + "[" + texts.size() + "]'", "a text", element);
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    /** Refuses a key in a configuration that was found in a tree. */
    void forbidden(String key, String reason) {
        rule.forbid(quoted(key), reason);
    }

    private void refuseOthers() {
        List<String> unknown = new ArrayList<>();
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                unknown.add(quoted(key));
            }
        }
        if (!unknown.isEmpty()) {
            throw wrong(
                    (unknown.size() == 1 ? "unknown key " : "unknown keys ")
                            + String.join(", ", unknown)
                            + "; known here: "
                            + String.join(", ", known));
        }
    }

    /** Returns an error about this file. */
    DatabaseException wrong(String reason) {
        return new DatabaseException(
                DatabaseErrorCode.INVALID_CONFIGURATION,
                "cannot use configuration '" + file + "': " + reason);
    }

    String quoted(String key) {
        return "'" + pathTo(key) + "'";
    }

    private String pathTo(String key) {
        return place.isEmpty() ? key : place + "." + key;
    }

    private DatabaseException wrongType(String what, String wanted, JsonNode value) {
        return wrong(what + " must be " + wanted + ", not " + shortened(value.toString()));
    }

    private static String shortened(String json) {
        return json.length() <= 60 ? json : json.substring(0, 57) + "...";
    }
}
