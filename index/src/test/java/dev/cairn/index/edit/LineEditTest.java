package dev.cairn.index.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineEditTest {

    @Test
    void lineNumbersReferToTheTextBefore() {
        assertThat(apply("a\nb\nc\n", new LineEdit(3, 3, "C"), new LineEdit(1, 1, "A1\nA2")))
                .isEqualTo("A1\nA2\nb\nC\n");
    }

    @Test
    void anEmptyRangeInsertsAndAnEmptyTextDeletes() {
        assertThat(apply("a\nb\n", new LineEdit(2, 1, "x"))).isEqualTo("a\nx\nb\n");
        assertThat(apply("a\nb\n", new LineEdit(1, 1, ""))).isEqualTo("b\n");
        assertThat(apply("a\nb", new LineEdit(3, 2, "c"))).isEqualTo("a\nb\nc\n");
        assertThat(apply("", new LineEdit(1, 0, "a"))).isEqualTo("a\n");
    }

    @Test
    void overlapsAndMissingLinesAreRefused() {
        assertThatThrownBy(() -> apply("a\nb\n", new LineEdit(1, 2, "x"), new LineEdit(2, 2, "y")))
                .hasMessageContaining("overlap at line 2");
        assertThatThrownBy(() -> apply("a\nb\n", new LineEdit(2, 3, "x")))
                .hasMessageContaining("the file has 2 lines");
        assertThatThrownBy(() -> new LineEdit(0, 0, "x")).isInstanceOf(EditException.class);
    }

    private static String apply(String text, LineEdit... edits) {
        return LineEdit.apply(text, List.of(edits));
    }
}
