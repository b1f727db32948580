package dev.cairn.index.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AnswerTextTest {

    @Test
    void aNameWithALineBreakStaysOnItsLine() {
        assertThat(AnswerText.path("src/a.java")).isEqualTo("src/a.java");
        assertThat(AnswerText.path("\u00e9/\ud83d\ude00.java"))
                .isEqualTo("\u00e9/\ud83d\ude00.java");
        assertThat(AnswerText.path("a\n/etc/passwd:1  class A"))
                .isEqualTo("a\\u000a/etc/passwd:1  class A");
        assertThat(AnswerText.path("\u001b[31m\u0085\u2028\u2029"))
                .isEqualTo("\\u001b[31m\\u0085\\u2028\\u2029");
    }
}
