package dev.cairn.web.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.index.language.Languages;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class HighlighterTest {

    @Test
    void javaIsHighlighted() {
        assertThat(
                        pieces(
                                "A.java",
                                "/** Doc. */ @Deprecated class A { int f(B b) { return b.go(\"x\","
                                        + " 12); } }"))
                .containsEntry("/** Doc. */", CodeClass.COMMENT)
                .containsEntry("class", CodeClass.KEYWORD)
                .containsEntry("A", CodeClass.DEFINITION)
                .containsEntry("f", CodeClass.DEFINITION)
                .containsEntry("Deprecated", CodeClass.NOTE)
                .containsEntry("B", CodeClass.TYPE)
                .containsEntry("go", CodeClass.CALL)
                .containsEntry("\"x\"", CodeClass.STRING)
                .containsEntry("12", CodeClass.NUMBER)
                .doesNotContainKey("b");
    }

    @Test
    void otherLanguagesAreHighlightedByTheSameRules() {
        assertThat(pieces("a.py", "def f(x):\n    return g(x.h('s')) # note\n"))
                .containsEntry("def", CodeClass.KEYWORD)
                .containsEntry("f", CodeClass.DEFINITION)
                .containsEntry("g", CodeClass.CALL)
                .containsEntry("h", CodeClass.CALL)
                .containsEntry("'s'", CodeClass.STRING)
                .containsEntry("# note", CodeClass.COMMENT);
        assertThat(pieces("a.go", "package a\nfunc F(t T) int { return t.G(1) }\n"))
                .containsEntry("func", CodeClass.KEYWORD)
                .containsEntry("F", CodeClass.DEFINITION)
                .containsEntry("T", CodeClass.TYPE)
                .containsEntry("G", CodeClass.CALL);
        assertThat(pieces("a.ts", "function f() { return `a ${g()} b`; }"))
                .containsEntry("f", CodeClass.DEFINITION)
                .containsEntry("g", CodeClass.CALL);
        assertThat(pieces("a.rs", "fn f() -> u8 { g(1) } // x"))
                .containsEntry("fn", CodeClass.KEYWORD)
                .containsEntry("f", CodeClass.DEFINITION)
                .containsEntry("g", CodeClass.CALL)
                .containsEntry("u8", CodeClass.TYPE);
    }

    @Test
    void brokenTextIsHighlightedInPart() {
        assertThat(pieces("A.java", "class A { void f( { return \"open; } }}}} \u0000"))
                .containsEntry("class", CodeClass.KEYWORD);
        assertThat(Highlighter.of(Languages.of("a.txt"), "class A {}").size()).isZero();
    }

    private static Map<String, CodeClass> pieces(String path, String text) {
        Highlights highlights = Highlighter.of(Languages.of(path), text);
        Map<String, CodeClass> pieces = new TreeMap<>();
        int end = 0;
        for (int i = 0; i < highlights.size(); i++) {
            assertThat(highlights.start(i)).isGreaterThanOrEqualTo(end);
            end = highlights.end(i);
            pieces.put(text.substring(highlights.start(i), end), highlights.kind(i));
        }
        return pieces;
    }
}
