package dev.cairn.index.language.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.index.extract.Definition;
import dev.cairn.index.extract.Extractor;
import dev.cairn.index.extract.SourceFacts;
import dev.cairn.index.language.Languages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java that is newer than its grammar, which takes it for a mistake. */
class NewerJavaTest {

    private static final String NEWER =
            """
            package example;

            /** Shapes. */
            sealed interface Shape {
                record Round(int r) implements Shape {}

                record Flat() implements Shape {}

                static int before(Shape shape) {
                    return switch (shape) {
                        case Round _, Flat _ -> 1;
                    };
                }

                class Between {
                    int area;

                    boolean inside(Object o) {
                        return o instanceof example.Shape.Round(int r) && r > 0;
                    }
                }

                static void after() {}
            }
            """;

    @Test
    void whatTheJdkParsesIsNoErrorOfTheFileAndNothingIsMissing() {
        SourceFacts facts = facts(NEWER);
        assertThat(facts.problems()).isEmpty();
        assertThat(facts.definitions())
                .extracting(Definition::qualifiedName)
                .contains(
                        "example.Shape",
                        "example.Shape.Round",
                        "example.Shape.Flat",
                        "example.Shape.before",
                        "example.Shape.Between",
                        "example.Shape.Between.area",
                        "example.Shape.Between.inside",
                        "example.Shape.after");
    }

    @Test
    void whatTheJdkRefusesTooStaysAnErrorOfTheFile() {
        assertThat(facts(NEWER.replace("return switch", "return swatch")).problems()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"- ", "new int["})
    void aTextThatIsNestedTooDeeplyForTheJdkIsAnErrorLikeAnyOther(String opening) {
        String text = "class Deep { void found() {} int a = " + opening.repeat(50_000) + " 1; @@ }";
        assertThat(facts(text).problems()).isNotEmpty();
    }

    private static SourceFacts facts(String text) {
        try (Extractor extractor = new Extractor()) {
            return extractor.extract(Languages.of("Shape.java"), "Shape.java", text);
        }
    }
}
