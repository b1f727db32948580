package dev.cairn.database.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Every fact about SQLite that breaks tools which change schemas has a case or a test here; {@code
 * src/test/cases-by-fact.yaml} says which.
 */
class FactsTest {

    private static final Path FACTS = Path.of("src/test/cases-by-fact.yaml");
    private static final Path CASES = Path.of("src/test/cases");
    private static final String PACKAGE = "dev.cairn.database.";
    private static final int LAST_FACT = 38;

    @Test
    void everyFactHasACaseOrATest() throws IOException {
        List<JsonNode> facts = facts();
        assertThat(facts)
                .extracting(fact -> fact.path("fact").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, LAST_FACT).boxed().toList());
        for (JsonNode fact : facts) {
            assertThat(Stream.concat(texts(fact, "cases"), texts(fact, "tests")))
                    .as("fact %s", fact.path("fact"))
                    .isNotEmpty();
        }
    }

    @Test
    void everyCaseAndTestThatIsNamedIsThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (JsonNode fact : facts()) {
            texts(fact, "cases")
                    .filter(name -> !Files.isRegularFile(CASES.resolve(name).resolve("after.sql")))
                    .forEach(missing::add);
            texts(fact, "tests").filter(name -> !isMethod(name)).forEach(missing::add);
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isMethod(String name) {
        String[] parts = name.split("#", 2);
        try {
            return Stream.of(Class.forName(PACKAGE + parts[0]).getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals(parts[1]));
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    private static List<JsonNode> facts() throws IOException {
        List<JsonNode> facts = new ArrayList<>();
        new YAMLMapper().readTree(Files.readString(FACTS)).forEach(facts::add);
        return facts;
    }

    private static Stream<String> texts(JsonNode fact, String key) {
        List<String> texts = new ArrayList<>();
        fact.path(key).forEach(text -> texts.add(text.asString()));
        return texts.stream();
    }
}
