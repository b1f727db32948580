package dev.cairn.index.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefinitionTextTest {

    private static DefinitionText method(String signature, String docstring, String content) {
        return DefinitionText.of(
                        DefinitionKind.METHOD,
                        signature,
                        docstring.isEmpty() ? Optional.empty() : Optional.of(docstring),
                        content)
                .orElseThrow();
    }

    @Test
    void signatureComesOnceAndBeforeDocumentationAndBody() {
        DefinitionText text =
                method(
                        "int size(List<String> of)",
                        "Returns\n  the size.",
                        "@Override\n@A(b)\nint size(\n    List<String> of) {\n    return of.size();\n}");

        assertThat(text.text())
                .isEqualTo("int size(List<String> of)\nReturns the size.\n{ return of.size(); }");
    }

    @Test
    void bodyStaysWholeWhenTheSignatureIsWrittenOtherwise() {
        assertThat(method("void a()", "", "void /* why */ a() { b(); }").text())
                .isEqualTo("void a()\nvoid /* why */ a() { b(); }");
    }

    @Test
    void valuesWithoutDocumentationHaveNoText() {
        assertThat(
                        DefinitionText.of(
                                DefinitionKind.FIELD, "int count", Optional.empty(), "int count;"))
                .isEmpty();
        assertThat(
                        DefinitionText.of(
                                DefinitionKind.CONSTANT,
                                "int MAX",
                                Optional.of("The most."),
                                "int MAX = 1;"))
                .isPresent();
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        DefinitionText text = method("f()", "", "x".repeat(898) + "😀".repeat(20));

        assertThat(text.text()).hasSize("f()\n".length() + 898);
        assertThat(text.hash()).hasSize(16).isEqualTo(method("f()", "", "x".repeat(898)).hash());
    }
}
