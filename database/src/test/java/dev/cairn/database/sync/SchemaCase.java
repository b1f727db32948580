package dev.cairn.database.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One folder of {@code src/test/cases}: {@code before.sql} makes the database, {@code rows.sql}
 * puts rows into it, {@code after.sql} is the definition, and {@code expected.json} may say more.
 *
 * @param prune whether what is not declared is dropped
 * @param strictOrder whether the order of columns counts
 * @param steps the kinds of the steps of the in-place route, in order; empty if the case does not
 *     say
 * @param hazards texts that the costs of the in-place plan must contain
 * @param refused texts that the refusal must contain; empty if the sync must succeed
 * @param reversible whether the in-place plan must call itself reversible; empty list if the case
 *     does not say
 * @param queries queries with the rows that they must give afterwards
 * @param leftAlone paths that must be reported as left alone
 */
record SchemaCase(
        String name,
        String before,
        String rows,
        String after,
        boolean prune,
        boolean strictOrder,
        List<String> steps,
        List<String> hazards,
        List<String> refused,
        List<Boolean> reversible,
        Map<String, List<String>> queries,
        List<String> leftAlone) {

    private static final Path CASES = Path.of("src/test/cases");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> KEYS =
            Set.of(
                    "why",
                    "prune",
                    "strictOrder",
                    "steps",
                    "hazards",
                    "refused",
                    "reversible",
                    "queries",
                    "leftAlone");

    static List<SchemaCase> all() {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().map(SchemaCase::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SchemaCase read(Path folder) {
        JsonNode expected = JSON.readTree(text(folder.resolve("expected.json"), "{}"));
        expected.propertyNames()
                .forEach(key -> {
                    if (!KEYS.contains(key)) {
                        throw new IllegalArgumentException(folder + ": key " + key);
                    }
                });
        Map<String, List<String>> queries = new LinkedHashMap<>();
        expected.path("queries")
                .properties()
                .forEach(entry -> queries.put(entry.getKey(), texts(entry.getValue())));
        return new SchemaCase(
                String.valueOf(folder.getFileName()),
                text(folder.resolve("before.sql"), null),
                text(folder.resolve("rows.sql"), ""),
                text(folder.resolve("after.sql"), null),
                expected.path("prune").asBoolean(false),
                expected.path("strictOrder").asBoolean(false),
                texts(expected.path("steps")),
                texts(expected.path("hazards")),
                texts(expected.path("refused")),
                expected.has("reversible")
                        ? List.of(expected.path("reversible").asBoolean())
                        : List.of(),
                queries,
                texts(expected.path("leftAlone")));
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(each -> texts.add(each.asString()));
        return texts;
    }

    private static String text(Path file, @Nullable String otherwise) {
        try {
            return otherwise == null || Files.exists(file) ? Files.readString(file) : otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
